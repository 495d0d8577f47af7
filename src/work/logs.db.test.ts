import { createHmac } from "node:crypto";
import pg from "pg";
import { afterAll, expect, test, vi } from "vitest";
import { startGraph } from "@/dev/graph/server";
import { MENU } from "@/dev/menu-flow";
import { setStage, workAll } from "@/dev/stage";
import { textsBody } from "@/dev/webhook-body";
import { openNodeMount } from "@/dev/webhook-mounts";
import { asSystem } from "@/platform/db/as-system";
import { flushPublished } from "@/realtime/server/publish";

vi.stubEnv("LOG_LEVEL", "debug");
const graph = await startGraph({ apps: [], numbers: [], window: false });
vi.stubEnv("META_GRAPH_URL", graph.url);
const front = await openNodeMount();
const database = new pg.Client(process.env["DATABASE_URL"]);
await database.connect();
afterAll(async () => {
  vi.restoreAllMocks();
  await database.end();
  await graph.close();
  front.close();
});

/** Everything that is written to the standard output as a log line, as it leaves the process. */
const written: string[] = [];
const write = process.stdout.write.bind(process.stdout);
vi.spyOn(process.stdout, "write").mockImplementation((text) => {
  if (typeof text !== "string" || !text.startsWith('{"level"')) return write(text);
  written.push(text);
  return true;
});

const PHONE = "491709876543";
const WORDS = "mi clave es zarzamora";

test("at level debug the log tells ids, and never what was written, by whom, or a secret", async () => {
  const stage = await setStage(graph, front);
  await stage.addFlow("Menu", MENU);
  const path = `/api/webhooks/whatsapp/${stage.webhookKey}`;
  const signed = (body: string) => `sha256=${createHmac("sha256", stage.appSecret).update(body).digest("hex")}`;
  const post = (body: string, signature = signed(body)) => front.send(path, { body, signature });
  const said = (text: string) => textsBody(stage, [{ id: `wamid.${text.length}`, from: PHONE, text }]);

  // Refused sends, in Meta's words.
  graph.faults.sends({ kind: "error", code: 131026 }, { times: 1 });
  graph.faults.sends({ kind: "cut", accepted: false }, { times: 1 });
  await stage.says("hola", PHONE);
  await workAll();
  await stage.says(WORDS, PHONE);
  await workAll();
  // A bad signature, no JSON, what can not be read, and a body that breaks off.
  await post(said(WORDS), `sha256=${"0".repeat(64)}`);
  await post(`${WORDS} ${PHONE}`);
  await post(
    JSON.stringify({ object: "whatsapp_business_account", entry: [{ id: stage.businessAccountId, changes: [WORDS] }] }),
  );
  await front.breakOff(path);
  // A file that is not there.
  const bytes = Buffer.from(WORDS);
  const media = { type: "image", bytes, caption: WORDS } as const;
  graph.faults.calls({ kind: "error", code: 100 }, { times: 1 });
  await graph.customerSays({ phoneNumberId: stage.phoneNumberId, from: PHONE, name: "Zarza", media });
  await workAll();
  // The database refuses a row and quotes it.
  await database.query(`create function quote() returns trigger language plpgsql as $$
    begin perform new.content::int; return new; end $$`);
  await database.query("create trigger quote before insert on messages for each row execute function quote()");
  await stage.says(`${WORDS} again`, PHONE);
  await workAll();
  await database.query("drop function quote() cascade");

  await flushPublished();
  const raw = written.join("");
  const { accessToken, appSecret, verifyToken } = stage;
  // What realtime could not send names an address that is signed.
  expect(raw).toContain("Realtime events were not published");
  expect(raw).not.toContain("auth_signature");
  for (const secret of ["zarzamora", "Zarza", PHONE, accessToken, appSecret, verifyToken])
    expect(raw).not.toContain(secret);

  const lines = written.map((line) => JSON.parse(line) as Record<string, unknown>);
  const messages = lines.map(({ msg }) => msg);
  for (const told of [
    "A webhook was refused",
    "Meta did not answer as wanted",
    "Taking in failed",
    "A file was not fetched",
  ])
    expect(messages).toContain(told);
  const [row] = await asSystem((sql) =>
    sql.query<{ event: string; conversation: string }>(
      "select id as event, conversation_id as conversation from webhook_events where organization_id = $1 and state = 'received'",
      [stage.organizationId],
    ),
  );
  const lane = { organizationId: stage.organizationId, conversationId: row?.conversation };
  expect(lines).toContainEqual(
    expect.objectContaining({ ...lane, msg: "Taking in failed", kind: "conversation", eventId: row?.event }),
  );
  const ofSend = {
    ...lane,
    msg: "Meta did not answer as wanted",
    connectionId: stage.connectionId,
    call: "messages",
    code: 131026,
  };
  expect(lines).toContainEqual(expect.objectContaining({ ...ofSend, messageId: expect.any(String) as string }));
  expect(lines).toContainEqual(expect.objectContaining({ ...lane, msg: "A file was not fetched", kind: "media" }));
});
