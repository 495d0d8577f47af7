import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { LIMITS } from "../limits";
import { type RawSocket, type Rig, startRig, until } from "../test-rig";

let rig: Rig;
beforeAll(async () => void (rig = await startRig()));
afterAll(() => rig.stop());
afterEach(() => vi.useRealTimers());

const heard = (socket: RawSocket, event: string) =>
  until(() => socket.messages.find((message) => message.event === event));

test("a new socket learns its id and how long it may be silent", async () => {
  const { data } = await heard(await rig.open(), "pusher:connection_established");
  expect(JSON.parse(data as string)).toEqual({
    socket_id: expect.stringMatching(/^\d+\.\d+$/) as string,
    activity_timeout: 120,
  });
});

test("a ping is answered", async () => {
  const socket = await rig.open();
  socket.say("pusher:ping", { data: {} });
  await heard(socket, "pusher:pong");
});

test.each([
  "{oops",
  "[]",
  "null",
  '{"event":7}',
  '{"event":"pusher:unknown"}',
  '{"event":"pusher:subscribe","data":"{"}',
])("%s is refused and the connection stays open", async (text) => {
  const socket = await rig.open();
  socket.sayText(text);
  expect((await heard(socket, "pusher:error")).data).toMatchObject({ code: null });
  socket.say("pusher:ping");
  await heard(socket, "pusher:pong");
});

test("a message may come in fragments", async () => {
  const socket = await rig.open();
  socket.sayText('{"event":"pusher:', { fin: false });
  socket.sayText("pi", { fin: false });
  socket.sayText('ng"}', { fin: true });
  await heard(socket, "pusher:pong");
});

test("fragments that together are over the limit close the socket", async () => {
  const socket = await rig.open();
  socket.sayText("x".repeat(LIMITS.frameBytes), { fin: false });
  socket.sayText("x", { fin: true });
  expect(await socket.closed).toBe(1009);
});

test("text that is none closes the socket", async () => {
  const socket = await rig.open();
  socket.sayText(Buffer.from([0x7b, 0xff, 0xfe]), { binary: false });
  expect(await socket.closed).toBe(1007);
});

test("binary frames close the socket", async () => {
  const socket = await rig.open();
  socket.sayText(Buffer.from([1, 2, 3]));
  expect(await socket.closed).toBe(1003);
});

test("a frame over the limit closes the socket and nothing else", async () => {
  const [socket, other] = [await rig.open(), await rig.open()];
  socket.sayText("x".repeat(LIMITS.frameBytes + 1));
  expect(await socket.closed).toBe(1009);
  other.say("pusher:ping");
  await heard(other, "pusher:pong");
});

test("a server's own ping keeps the socket, when it is answered", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const socket = await rig.open();
  await heard(socket, "pusher:connection_established");
  await vi.advanceTimersByTimeAsync(LIMITS.activityTimeoutSeconds * 1000);
  await heard(socket, "pusher:ping");
  socket.say("pusher:pong", { data: {} });
  socket.say("pusher:ping");
  await heard(socket, "pusher:pong");
  await vi.advanceTimersByTimeAsync(LIMITS.pongTimeoutSeconds * 1000);
  expect(socket.messages.some(({ event }) => event === "pusher:error")).toBe(false);
});

test("a silent socket is pinged, and closed when that stays unanswered", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const socket = await rig.open();
  const pinged = until(() => socket.messages.some(({ event }) => event === "pusher:ping"));
  await vi.advanceTimersByTimeAsync(LIMITS.activityTimeoutSeconds * 1000);
  await pinged;
  await vi.advanceTimersByTimeAsync(LIMITS.pongTimeoutSeconds * 1000);
  expect(await socket.closed).toBe(4201);
});
