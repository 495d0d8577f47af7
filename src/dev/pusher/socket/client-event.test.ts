import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { LIMITS } from "../limits";
import { listen, type Rig, startRig, until } from "../test-rig";

let rig: Rig;
let count = 0;
beforeAll(async () => void (rig = await startRig()));
afterAll(() => rig.stop());
afterEach(() => vi.useRealTimers());

/** Two browsers on one new channel. */
async function pair(kind: string) {
  const name = `${kind}-${(count += 1)}`;
  const [ana, bo] = [rig.browser("ana"), rig.browser("bo")];
  const errors: unknown[] = [];
  ana.connection.bind("error", (error: { data: unknown }) => errors.push(error.data));
  const [hers, his] = [await listen(ana, name), await listen(bo, name)];
  const clientEvents = (heard: typeof hers.heard) => heard.filter(({ event }) => event.startsWith("client-"));
  return { name, ana, hers, his, errors, toHer: () => clientEvents(hers.heard), toHim: () => clientEvents(his.heard) };
}

test("a client event reaches the others and not its sender", async () => {
  const { hers, his, toHer, toHim } = await pair("private-room");
  hers.channel.trigger("client-typing", { x: 1 });
  await until(() => toHim().length > 0);
  his.channel.trigger("client-answer", {});
  await until(() => toHer().length > 0);
  expect(toHim()).toEqual([{ event: "client-typing", data: { x: 1 } }]);
  expect(toHer()).toEqual([{ event: "client-answer", data: {} }]);
});

test("on a presence channel it names its sender", async () => {
  const { hers, his } = await pair("presence-room");
  const sender = new Promise((tell) => his.channel.bind("client-typing", (_: unknown, from: unknown) => tell(from)));
  hers.channel.trigger("client-typing", {});
  expect(await sender).toEqual({ user_id: "ana" });
});

test.each(["room", "private-encrypted-room"])("on a channel like %s it is refused", async (kind) => {
  const socket = await rig.open();
  socket.say("client-typing", { channel: kind, data: {} });
  const error = await until(() => socket.messages.find(({ event }) => event === "pusher:error"));
  expect(error.data).toMatchObject({ message: expect.stringContaining("only supported") as string });
});

test("who does not listen may not speak", async () => {
  const { name, toHim } = await pair("private-room");
  const socket = await rig.open();
  socket.say("client-typing", { channel: name, data: {} });
  const error = await until(() => socket.messages.find(({ event }) => event === "pusher:error"));
  expect(error.data).toMatchObject({ message: `Client events need a subscription to ${name}` });
  expect(toHim()).toEqual([]);
});

test("more than ten in a second are refused", async () => {
  const { hers, errors, toHim } = await pair("private-room");
  for (let n = 0; n < 11; n += 1) hers.channel.trigger("client-typing", { n });
  await until(() => errors.length > 0 && toHim().length === LIMITS.clientEventsPerSecond);
  expect(errors).toMatchObject([{ code: 4301 }]);
});

test("the next second is a new one", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const { hers, errors, toHim } = await pair("private-room");
  for (let n = 0; n < LIMITS.clientEventsPerSecond; n += 1) hers.channel.trigger("client-typing", { n });
  await until(() => toHim().length === LIMITS.clientEventsPerSecond);
  vi.setSystemTime(Date.now() + 1000);
  hers.channel.trigger("client-typing", {});
  await until(() => toHim().length === LIMITS.clientEventsPerSecond + 1);
  expect(errors).toEqual([]);
});

test("large data and long names are refused", async () => {
  const { hers, errors, toHim } = await pair("private-room");
  hers.channel.trigger("client-large", "x".repeat(LIMITS.eventBytes + 1));
  hers.channel.trigger(`client-${"x".repeat(LIMITS.eventNameLength)}`, {});
  hers.channel.trigger("client-last", {});
  await until(() => toHim().length > 0);
  expect(toHim().map(({ event }) => event)).toEqual(["client-last"]);
  expect(errors).toHaveLength(2);
});
