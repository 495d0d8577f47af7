import { Agent, createServer, request, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { list, record, text } from "../graph/message/check";

/** The line between Meta and Recado's web process, which may die at its end and come up elsewhere. Hears all that goes by. */
export interface Wire {
  readonly url: string;
  /** When each message was first acknowledged, by its WhatsApp id. */
  readonly acknowledged: Map<string, number>;
  /** Which statuses were acknowledged, by the message's WhatsApp id. */
  readonly reported: Map<string, Set<string>>;
  /** Bodies that Meta still has to bring again. */
  readonly outstanding: Set<string>;
  readonly posts: () => number;
  /** Posts without a 200 that reached Meta. */
  readonly unanswered: () => number;
  /** Where the web process listens. */
  readonly leadTo: (url: string) => void;
  readonly close: () => Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly bytes: Buffer;
}

/** `isLost` says of each answer whether it breaks off on its way back, when all is done. */
export async function openWire(isLost: () => boolean): Promise<Wire> {
  const heard = { acknowledged: new Map(), reported: new Map(), outstanding: new Set<string>() };
  const agent = new Agent({ keepAlive: true });
  let [posts, unanswered] = [0, 0];
  let target = "";

  async function carry(incoming: IncomingMessage): Promise<Answer | null> {
    const bytes = await bytesOf(incoming);
    if (incoming.method !== "POST") return ask(target, incoming, { bytes, agent });
    const body = bytes.toString();
    posts += 1;
    heard.outstanding.add(body);
    const answer = await ask(target, incoming, { bytes, agent });
    if (answer?.status === 200) note(heard, body);
    if (answer?.status === 200 && !isLost()) heard.outstanding.delete(body);
    else unanswered += 1;
    return heard.outstanding.has(body) ? null : answer;
  }

  const server = createServer((incoming, response) => {
    void carry(incoming).then((answer) => {
      if (answer === null) incoming.socket.destroy();
      else response.writeHead(answer.status).end(answer.bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...heard,
    posts: () => posts,
    unanswered: () => unanswered,
    leadTo: (url) => void (target = url),
    async close() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bytesOf(incoming: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Null when nobody answers, or not to the end. */
function ask(
  target: string,
  { url = "/", method, headers }: IncomingMessage,
  { bytes, agent }: { bytes: Buffer; agent: Agent },
): Promise<Answer | null> {
  return new Promise((resolve) => {
    const outgoing = request(new URL(url, target), { method, headers, agent }, (response) => {
      const { statusCode: status = 0 } = response;
      bytesOf(response).then(
        (answered) => resolve({ status, bytes: answered }),
        () => resolve(null),
      );
    });
    outgoing.on("error", () => resolve(null));
    outgoing.end(bytes);
  });
}

function note({ acknowledged, reported }: Pick<Wire, "acknowledged" | "reported">, body: string): void {
  for (const value of valuesIn(JSON.parse(body))) {
    for (const message of list(value["messages"]).map(record)) {
      const id = text(message["id"]);
      if (!acknowledged.has(id)) acknowledged.set(id, Date.now());
    }
    for (const status of list(value["statuses"]).map(record)) {
      const id = text(status["id"]);
      reported.set(id, (reported.get(id) ?? new Set()).add(text(status["status"])));
    }
  }
}

const valuesIn = (body: unknown) =>
  list(record(body)["entry"]).flatMap((entry) =>
    list(record(entry)["changes"]).map((change) => record(record(change)["value"])),
  );
