import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import http from "node:http";
import pg from "pg";

// What ingest is measured against: the least that takes a signed webhook durably. node:http, pg, and one INSERT per request.

const { DATABASE_URL, PORT, APP_SECRET = "" } = process.env;

const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 20 });
await pool.query(
  "create table if not exists bare_events (id uuid primary key, event_key text unique, payload jsonb, created_at timestamptz default now())",
);

interface Body {
  readonly entry: readonly { changes: readonly { value: { messages: readonly { id: string }[] } }[] }[];
}

async function take(request: http.IncomingMessage): Promise<number> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const wanted = Buffer.from(`sha256=${createHmac("sha256", APP_SECRET).update(body).digest("hex")}`);
  const given = Buffer.from(String(request.headers["x-hub-signature-256"]));
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return 403;
  const message = (JSON.parse(body.toString()) as Body).entry[0]?.changes[0]?.value.messages[0];
  await pool.query("insert into bare_events (id, event_key, payload) values ($1, $2, $3) on conflict do nothing", [
    randomUUID(),
    message?.id,
    message,
  ]);
  return 200;
}

const server = http.createServer((request, response) => {
  take(request).then(
    (status) => response.writeHead(status, { "content-length": 2 }).end("ok"),
    (error: unknown) => {
      console.error(error);
      response.writeHead(503).end();
    },
  );
});
server.listen(Number(PORT), "127.0.0.1");
process.once("SIGTERM", () => process.exit(0));
