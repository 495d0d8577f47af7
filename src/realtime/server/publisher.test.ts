import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { APP } from "@/dev/pusher/test-app";
import { listen, startRig, until, type Rig } from "@/dev/pusher/test-rig";
import { conversationChannel } from "../channel";
import type { EventData } from "../event";
import { createPublisher } from "./publisher";
import type { Publication } from "./publication";
import { createPusherApi } from "./pusher-api";

const ID = "0199f0a1-0000-7000-8000-00000000000a";
const channel = conversationChannel(ID, 1);

/** A publication that can be told apart by its number. */
const numbered = (count: number, conversationId = ID): Publication => ({
  channel,
  event: "typing:start",
  data: { conversationId, contactId: ID, by: "agent", name: String(count) },
});
const idOf = (number: number) => `018f0000-0000-7000-8000-${String(number).padStart(12, "0")}`;
const statusOf = (at: number) => ({
  messageId: idOf(at),
  waMessageId: "wamid.".padEnd(100, "H"),
  status: "Sent" as const,
});
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => numbered(from + at));
const numbersOf = (events: readonly { data: unknown }[]) =>
  events.map(({ data }) => Number((data as { name: string }).name));

let rig: Rig;
interface Line {
  readonly level: string;
  readonly fields: object;
  readonly message: string;
}
let lines: Line[];
beforeEach(async () => {
  rig = await startRig();
  lines = [];
});
const closing: (() => void)[] = [];
afterEach(async () => {
  vi.useRealTimers();
  closing.splice(0).forEach((close) => close());
  await rig.stop();
});

function publisherTo(port: number, secret = APP.secret) {
  const own = lines; // it may go on trying when its test is over
  return createPublisher(createPusherApi({ ...APP, secret, host: "127.0.0.1", port, tls: false }), {
    warn: (fields: object, message: string) => void own.push({ level: "warn", fields, message }),
    error: (fields: object, message: string) => void own.push({ level: "error", fields, message }),
  });
}

test("what is published reaches who listens, in order over many batches and calls", async () => {
  const { heard } = await listen(rig.browser(), channel);
  const publisher = publisherTo(rig.server.port);
  publisher.publish(numbers(0, 25));
  publisher.publish(numbers(25, 26));
  await publisher.flush();
  publisher.publish(numbers(26, 40));
  await until(() => heard.length === 40);
  expect(numbersOf(heard)).toEqual(Array.from({ length: 40 }, (_, count) => count));
  expect(publisher.counts()).toEqual({ sent: 40, failed: 0, dropped: 0, refused: 0, joined: 0 });
});

test("the caller goes on before anything has left", () => {
  const publisher = publisherTo(rig.server.port);
  publisher.publish(numbers(0, 1));
  expect(publisher.counts().sent).toBe(0);
  return publisher.flush();
});

test("the agent who is typing does not hear of it", async () => {
  const [agent, other] = [rig.browser(), rig.browser()];
  const [own, theirs] = [await listen(agent, channel), await listen(other, channel)];
  const publisher = publisherTo(rig.server.port);
  publisher.publish([{ ...numbered(0), exceptSocketId: agent.connection.socket_id }, numbered(1)]);
  await until(() => own.heard.length > 0 && theirs.heard.length === 2);
  expect(numbersOf(own.heard)).toEqual([1]);
});

test("a bad publication is logged and the others leave", async () => {
  const publisher = publisherTo(rig.server.port);
  publisher.publish([numbered(0), { ...numbered(1), channel: "private-room" }, numbered(2)]);
  await publisher.flush();
  expect(numbersOf(rig.server.published())).toEqual([0, 2]);
  expect(publisher.counts()).toMatchObject({ sent: 2, refused: 1 });
  expect(lines).toMatchObject([{ level: "error", fields: { channel: "private-room", event: "typing:start" } }]);
});

test("a wrong secret costs the events, is logged without the signature, and is not tried at once again", async () => {
  const publisher = publisherTo(rig.server.port, "another secret");
  publisher.publish(numbers(0, 11));
  await until(() => publisher.counts().failed === 10);
  expect(lines).toMatchObject([{ fields: { events: 10, status: 401 } }]);
  await until(() => publisher.counts().failed === 11);
  expect(lines).toMatchObject([{ fields: { events: 10 } }, { fields: { events: 1, status: 401 } }]);
  expect(JSON.stringify(lines)).not.toContain("auth_signature");
});

test("a server that is away for a moment costs nothing but time", async () => {
  const { port } = rig.server;
  await rig.server.close();
  const publisher = publisherTo(port);
  publisher.publish(numbers(0, 12));
  await until(() => lines.length > 0);
  rig = await startRig({ port });
  publisher.publish(numbers(12, 14));
  await until(() => publisher.counts().sent === 14);
  expect(numbersOf(rig.server.published())).toEqual(Array.from({ length: 14 }, (_, count) => count));
});

/** A server that does with each request what it is told to. */
async function strange(answer: RequestListener) {
  const server = createServer(answer);
  await once(server.listen(0, "127.0.0.1"), "listening");
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

test.each<[string, RequestListener, object]>([
  ["is too large", (_, response) => void response.writeHead(413).end("too large\n"), { failed: 1 }],
  ["is over quota", (_, response) => void response.writeHead(403).end("over quota\n"), { failed: 1 }],
  ["comes too often", (_, response) => void response.writeHead(429).end("slowly\n"), { failed: 1 }],
  ["fails there", (_, response) => void response.writeHead(503).end("away\n"), { failed: 0 }],
  ["has its line reset", (request) => request.socket.resetAndDestroy(), { failed: 0 }],
])("what %s does not hold up who flushes", async (_, answer, counts) => {
  const publisher = publisherTo(await strange(answer));
  publisher.publish(numbers(0, 1));
  await publisher.flush();
  expect(publisher.counts()).toMatchObject({ sent: 0, ...counts });
  expect(lines).toMatchObject([{ level: "warn", fields: { events: 1 } }]);
  expect(JSON.stringify(lines)).not.toContain("auth_signature");
});

test("what a refused batch holds does not keep the next from leaving", async () => {
  let requests = 0;
  const port = await strange((_, response) => void response.writeHead((requests += 1) === 1 ? 413 : 200).end("{}"));
  const publisher = publisherTo(port);
  publisher.publish(numbers(0, 20));
  await publisher.flush();
  expect(publisher.counts()).toMatchObject({ sent: 10, failed: 10 });
});

test.each<[string, RequestListener]>([
  ["never answers", () => undefined],
  ["begins an answer and never ends it", (_, response) => void response.writeHead(503).write("aw")],
])("a server that %s holds a flush for 3 s, and what is old by then is not told later", async (_, answer) => {
  let asked = 0;
  const port = await strange((request, response) => {
    asked += 1;
    answer(request, response);
  });
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  const publisher = publisherTo(port);
  publisher.publish(numbers(0, 500));
  const flushed = publisher.flush();
  await until(() => asked === 1);
  await vi.advanceTimersByTimeAsync(3000);
  await flushed;
  expect(publisher.counts()).toMatchObject({ sent: 0, failed: 0 });
  await until(() => {
    vi.advanceTimersByTime(500);
    return publisher.counts().dropped === 500;
  });
  expect(asked).toBeLessThan(4);
  expect(lines.length).toBeLessThan(8);
});

test("a slow server is asked several things at once, and of one conversation in their order", async () => {
  const heard: string[] = [];
  const now = { asked: 0, most: 0 };
  const port = await strange((request, response) => {
    now.asked += 1;
    now.most = Math.max(now.most, now.asked);
    void request.toArray().then(async (chunks: Buffer[]) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      const { batch } = JSON.parse(Buffer.concat(chunks).toString()) as { batch: { data: string }[] };
      heard.push(...batch.map(({ data }) => data));
      now.asked -= 1;
      response.end("{}");
    });
  });
  const publisher = publisherTo(port);
  publisher.publish(Array.from({ length: 100 }, (_, at) => numbered(at, idOf(at % 50))));
  await publisher.flush();
  expect(publisher.counts()).toMatchObject({ sent: 100 });
  expect([now.most, heard.length]).toEqual([4, 100]);
  for (let conversation = 0; conversation < 50; conversation += 1) {
    const own = heard.filter((data) => data.includes(idOf(conversation))).map((data) => JSON.parse(data) as object);
    expect(numbersOf(own.map((data) => ({ data })))).toEqual([conversation, 50 + conversation]);
  }
});

test("a full queue loses its oldest", async () => {
  const publisher = publisherTo(rig.server.port);
  publisher.publish(numbers(0, 1005));
  await publisher.flush();
  expect(publisher.counts()).toEqual({ sent: 1000, failed: 0, dropped: 5, refused: 0, joined: 0 });
  expect(numbersOf(rig.server.published()).at(0)).toBe(5);
  expect(numbersOf(rig.server.published()).at(-1)).toBe(1004);
  expect(lines).toMatchObject([{ level: "warn", fields: { dropped: 5 } }]);
});

test("a thousand statuses of one conversation leave as few events, none of them lost", async () => {
  const publisher = publisherTo(rig.server.port);
  const statuses = Array.from({ length: 1000 }, (_, at): Publication => ({
    channel,
    event: "message:status",
    patient: true,
    data: { conversationId: ID, contactId: ID, ...statusOf(at), from: at, to: at + 1 },
  }));
  publisher.publish(statuses);
  await publisher.flush();
  const events = rig.server.published().map(({ data }) => data as EventData<"message:status">);
  expect(events.length).toBeLessThan(40);
  expect(publisher.counts()).toMatchObject({ sent: events.length, joined: 1000 - events.length });
  const told = events.flatMap(({ also = [], messageId, to }) => [...also, { messageId, to }]);
  expect(told.map(({ messageId, to }) => [messageId, to])).toEqual(statuses.map((_, at) => [idOf(at), at + 1]));
  expect(events.map(({ from }) => from).slice(1)).toEqual(events.map(({ to }) => to).slice(0, -1));
});

test("what may wait goes at once after a calm second, and then together at the end of the next", async () => {
  const publisher = publisherTo(rig.server.port);
  const status = (at: number): Publication => ({
    channel,
    event: "message:status",
    patient: true,
    data: { conversationId: ID, contactId: ID, ...statusOf(at), from: at, to: at + 1 },
  });
  publisher.publish([status(0)]);
  await until(() => publisher.counts().sent === 1);
  const began = Date.now();
  publisher.publish([status(1)]);
  publisher.publish([status(2)]);
  await until(() => publisher.counts().sent === 2);
  expect(Date.now() - began).toBeGreaterThan(700);
  expect(rig.server.published().map(({ data }) => data)).toMatchObject([
    { to: 1 },
    { from: 1, to: 3, also: [{ to: 2 }] },
  ]);
});

test("what is published in one turn leaves in few requests over one connection", async () => {
  const count = { connections: 0, requests: 0 };
  const counting = createServer((request, response) => {
    count.requests += 1;
    request.resume().on("end", () => response.end("{}"));
  });
  counting.on("connection", () => (count.connections += 1));
  await once(counting.listen(0, "127.0.0.1"), "listening");
  const publisher = publisherTo((counting.address() as AddressInfo).port);
  for (const publication of numbers(0, 30)) publisher.publish([publication]);
  await publisher.flush();
  counting.closeAllConnections();
  counting.close();
  expect(count).toEqual({ connections: 1, requests: 3 });
});
