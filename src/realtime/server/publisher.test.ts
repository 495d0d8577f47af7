import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { APP } from "@/dev/pusher/test-app";
import { listen, startRig, until, type Rig } from "@/dev/pusher/test-rig";
import { conversationChannel } from "../channel";
import { createPublisher } from "./publisher";
import type { Publication } from "./publication";
import { createPusherApi } from "./pusher-api";

const ID = "0199f0a1-0000-7000-8000-00000000000a";
const channel = conversationChannel(ID, 1);

/** A publication that can be told apart by its number. */
const numbered = (count: number): Publication => ({
  channel,
  event: "typing:start",
  data: { conversationId: ID, contactId: ID, by: "agent", name: String(count) },
});
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => numbered(from + at));
const numbersOf = (events: readonly { data: unknown }[]) =>
  events.map(({ data }) => Number((data as { name: string }).name));

let rig: Rig;
const lines: { level: string; fields: object; message: string }[] = [];
const logger = {
  warn: (fields: object, message: string) => void lines.push({ level: "warn", fields, message }),
  error: (fields: object, message: string) => void lines.push({ level: "error", fields, message }),
};
beforeEach(async () => {
  rig = await startRig();
  lines.length = 0;
});
afterEach(() => rig.stop());

const publisherTo = (port: number, secret = APP.secret) =>
  createPublisher(createPusherApi({ ...APP, secret, host: "127.0.0.1", port, tls: false }), logger);

test("what is published reaches who listens, in order over many batches and calls", async () => {
  const { heard } = await listen(rig.browser(), channel);
  const publisher = publisherTo(rig.server.port);
  publisher.publish(numbers(0, 25));
  publisher.publish(numbers(25, 26));
  await publisher.flush();
  publisher.publish(numbers(26, 40));
  await until(() => heard.length === 40);
  expect(numbersOf(heard)).toEqual(Array.from({ length: 40 }, (_, count) => count));
  expect(publisher.counts()).toEqual({ sent: 40, failed: 0, dropped: 0, refused: 0 });
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

test("a refusal by Pusher is counted and logged without the signature", async () => {
  const publisher = publisherTo(rig.server.port, "another secret");
  publisher.publish(numbers(0, 11));
  await publisher.flush();
  expect(publisher.counts()).toEqual({ sent: 0, failed: 11, dropped: 0, refused: 0 });
  expect(lines).toMatchObject([{ fields: { events: 10, status: 401 } }, { fields: { events: 1, status: 401 } }]);
  expect(JSON.stringify(lines)).not.toContain("auth_signature");
});

test("a server that is not there costs the events and nothing else", async () => {
  const { port } = rig.server;
  await rig.server.close();
  const publisher = publisherTo(port);
  publisher.publish(numbers(0, 1));
  await publisher.flush();
  expect(publisher.counts()).toMatchObject({ failed: 1 });
  rig = await startRig({ port });
  publisher.publish(numbers(1, 2));
  await publisher.flush();
  expect(publisher.counts()).toMatchObject({ sent: 1 });
});

test("a server that does not answer is waited for 3 s", async () => {
  const silent = createServer(() => undefined);
  await once(silent.listen(0, "127.0.0.1"), "listening");
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const publisher = publisherTo((silent.address() as AddressInfo).port);
  publisher.publish(numbers(0, 1));
  await once(silent, "request");
  vi.advanceTimersByTime(3000);
  await publisher.flush();
  vi.useRealTimers();
  silent.closeAllConnections();
  silent.close();
  expect(publisher.counts()).toMatchObject({ failed: 1 });
});

test("a full queue loses its oldest", async () => {
  const publisher = publisherTo(rig.server.port);
  publisher.publish(numbers(0, 1005));
  await publisher.flush();
  expect(publisher.counts()).toEqual({ sent: 1000, failed: 0, dropped: 5, refused: 0 });
  expect(numbersOf(rig.server.published()).at(0)).toBe(5);
  expect(numbersOf(rig.server.published()).at(-1)).toBe(1004);
  expect(lines).toMatchObject([{ level: "warn", fields: { dropped: 5 } }]);
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
