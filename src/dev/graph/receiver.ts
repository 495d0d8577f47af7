import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

/** The one value a webhook of the emulator holds. */
interface ReceivedValue {
  contacts?: unknown;
  messages: Record<string, unknown>[];
  statuses: Record<string, unknown>[];
}

interface Received {
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  value: ReceivedValue;
  at: number;
}

/** The smallest app that takes webhooks: keeps what comes, answers what it is told to. For tests. */
export async function startReceiver(verifyToken = "verify-me") {
  const received: Received[] = [];
  let answers: number[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://receiver");
    if (request.method === "GET") {
      const known = url.searchParams.get("hub.verify_token") === verifyToken;
      response.writeHead(known ? 200 : 403).end(known ? url.searchParams.get("hub.challenge") : "no");
      return;
    }
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const bytes = Buffer.concat(chunks);
      received.push({ headers: request.headers, bytes, value: valueOf(bytes), at: Date.now() });
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`,
    verifyToken,
    received,
    /** The statuses that came, in order. */
    statuses: () => received.flatMap(({ value }) => value.statuses),
    /** The next webhooks are answered with these; then 200 again. */
    answerWith: (...statuses: number[]) => void (answers = statuses),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type Receiver = Awaited<ReturnType<typeof startReceiver>>;

function valueOf(bytes: Buffer): ReceivedValue {
  const nothing = { messages: [], statuses: [] };
  try {
    const body = JSON.parse(bytes.toString()) as { entry?: { changes?: { value?: object }[] }[] };
    return { ...nothing, ...body.entry?.[0]?.changes?.[0]?.value };
  } catch {
    return nothing;
  }
}
