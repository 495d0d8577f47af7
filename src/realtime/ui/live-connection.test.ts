import { once } from "node:events";
import { createServer } from "node:http";
import { connect, createServer as createProxy, type AddressInfo, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { APP } from "@/dev/pusher/test-app";
import { startRig, until, type Rig } from "@/dev/pusher/test-rig";
import { conversationChannel } from "../channel";
import type { EventName } from "../event";
import { browserOptions } from "../pusher-options";
import { createLiveConnection, type LiveConnection } from "./live-connection";

const ID = "0199f0a1-0000-7000-8000-00000000000a";
const CHANNEL = conversationChannel(ID, 1);
const typing = { conversationId: ID, contactId: ID, by: "bot" };

let rig: Rig;
let connection: LiveConnection;
let stop: () => void;
const auth = { status: 200, asked: 0 };
const endpoint = createServer((request, response) => {
  void request.toArray().then((chunks: Buffer[]) => {
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    const [socketId, channel] = [form.get("socket_id") ?? "", form.get("channel_name")];
    if (channel === null) {
      response.end(JSON.stringify(rig.sdk.authenticateUser(socketId, { id: "ana" })));
      return;
    }
    auth.asked += 1;
    response.statusCode = auth.status;
    response.end(JSON.stringify(rig.sdk.authorizeChannel(socketId, channel)));
  });
});

beforeEach(async () => {
  rig = await startRig();
  await once(endpoint.listen(0, "127.0.0.1"), "listening");
  Object.assign(auth, { status: 200, asked: 0 });
  connection = connectionTo(rig.server.port);
  stop = connection.run();
});
afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  stop();
  endpoint.closeAllConnections();
  endpoint.close();
  await rig.stop();
});

function connectionTo(port: number): LiveConnection {
  const { key, options } = browserOptions({ ...APP, host: "127.0.0.1", port, tls: false });
  const url = `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}`;
  const asked = { endpoint: url, transport: "ajax" } as const;
  return createLiveConnection({ key, options: { ...options, channelAuthorization: asked, userAuthentication: asked } });
}

/** Listens like a component would, and remembers what it was told. */
function listen(channel = CHANNEL) {
  const heard: { event: EventName; data: unknown }[] = [];
  const listener = { heard, subscribed: 0, refused: 0, leave: () => {} };
  listener.leave = connection.listen(channel, {
    heard: (event, data) => void heard.push({ event, data }),
    subscribed: () => void (listener.subscribed += 1),
    refused: () => void (listener.refused += 1),
  });
  return listener;
}

const occupied = async () =>
  ((await (await rig.sdk.get({ path: `/channels/${CHANNEL}` })).json()) as { occupied: boolean }).occupied;

test("nothing connects before somebody listens", async () => {
  rig.server.refuseWith(4004);
  await (
    await rig.open()
  ).closed;
  expect(connection.state()).toBe("connecting");
  listen();
  await until(() => connection.state() === "over-quota");
});

test("events are heard with data that fits their schema", async () => {
  const listener = listen();
  await until(() => listener.subscribed === 1);
  await rig.sdk.trigger(CHANNEL, "typing:start", { ...typing, by: "nobody" });
  await rig.sdk.trigger(CHANNEL, "unknown:event", typing);
  await rig.sdk.trigger(CHANNEL, "typing:stop", { ...typing, secret: "x" });
  await until(() => listener.heard.length > 0);
  expect(listener.heard).toEqual([{ event: "typing:stop", data: typing }]);
});

test("the page's own socket can be left out", async () => {
  expect(connection.socketId()).toBeNull();
  const listener = listen();
  await until(() => listener.subscribed === 1);
  await rig.sdk.trigger(CHANNEL, "typing:start", typing, { socket_id: connection.socketId() ?? "none" });
  await rig.sdk.trigger(CHANNEL, "typing:stop", typing);
  await until(() => listener.heard.length > 0);
  expect(listener.heard.map(({ event }) => event)).toEqual(["typing:stop"]);
});

test("a channel is subscribed once, however many listen, and left with the last of them", async () => {
  const first = listen();
  await until(() => first.subscribed === 1);
  const second = listen();
  await until(() => second.subscribed === 1);
  first.leave();
  await rig.sdk.trigger(CHANNEL, "typing:start", typing);
  await until(() => second.heard.length === 1);
  expect([auth.asked, first.heard.length, first.subscribed]).toEqual([1, 0, 1]);
  second.leave();
  await until(async () => !(await occupied()));
});

test("who leaves and enters in one turn, as React does in strict mode, stays subscribed", async () => {
  listen().leave();
  stop();
  stop = connection.run();
  const again = listen();
  await until(() => again.subscribed === 1);
  again.leave();
  const next = listen();
  await until(() => next.subscribed === 1);
  await rig.sdk.trigger(CHANNEL, "typing:start", typing);
  await until(() => next.heard.length > 0);
  expect(next.heard).toHaveLength(1);
  expect(auth.asked).toBe(1);
});

test("who left before the answer came is not subscribed again with the next connection", async () => {
  const stays = listen(conversationChannel(ID, 2));
  await until(() => stays.subscribed === 1);
  listen().leave();
  await until(() => auth.asked === 2);
  rig.server.dropConnections(4200);
  await until(() => stays.subscribed === 2);
  const barrier = listen(conversationChannel(ID, 3));
  await until(() => barrier.subscribed === 1);
  await until(async () => !(await occupied()));
  const later = listen();
  await until(() => later.subscribed === 1);
});

test("a broken line is mended and listeners are told to look again", async () => {
  const states: string[] = [];
  const listener = listen();
  await until(() => listener.subscribed === 1);
  connection.onStateChange(() => states.push(connection.state()));
  rig.server.dropConnections(4200);
  await until(() => listener.subscribed === 2);
  expect(states).toEqual(["connecting", "connected"]);
});

test("a full quota is said, and tried again after minutes", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  rig.server.refuseWith(4004);
  const listener = listen();
  await until(() => connection.state() === "over-quota");
  rig.server.refuseWith(null);
  connection.nudge();
  await vi.advanceTimersByTimeAsync(2.9 * 60_000);
  expect(connection.state()).toBe("over-quota");
  await vi.advanceTimersByTimeAsync(1.1 * 60_000);
  await until(() => listener.subscribed === 1);
  expect(connection.state()).toBe("connected");
});

test.each([0, 0.5, 1])("after 3 s away the server is heard again within 2 s of its return, dice %d", async (dice) => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  vi.spyOn(Math, "random").mockReturnValue(dice);
  const listener = listen();
  await until(() => listener.subscribed === 1);
  const { port } = rig.server;
  await rig.server.close();
  for (let away = 0; away < 3_000; away += 50) await passes(50);
  rig = await startRig({ port });
  let back = 0;
  for (; listener.subscribed === 1 && back < 5_000; back += 50) await passes(50);
  expect(back).toBeLessThanOrEqual(2_000);
});

/** Time for timers, and some for the sockets, which know no false time. */
async function passes(milliseconds: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(milliseconds);
  await new Promise((resolve) => setImmediate(resolve));
}

test("whose connections the server ended is back soon: another organization may still be theirs", async () => {
  const listener = listen();
  await until(() => listener.subscribed === 1);
  await until(async () => {
    await rig.sdk.terminateUserConnections("ana");
    return connection.state() !== "connected";
  });
  await until(() => listener.subscribed === 2);
});

/** A line to the server that can be made to go silent, as when the machine slept; `said` is what the server sent over it. */
async function silenceableLine() {
  const ends: Socket[] = [];
  const line = { port: 0, said: "", silence: () => ends.forEach((end) => end.unpipe().pause()), end: () => {} };
  const proxy = createProxy((socket) => {
    const onward = connect(rig.server.port, "127.0.0.1");
    ends.push(socket, onward);
    socket.pipe(onward).pipe(socket);
    onward.on("data", (bytes) => void (line.said += bytes.toString()));
    for (const end of [socket, onward]) end.on("error", () => end.destroy());
  });
  await once(proxy.listen(0, "127.0.0.1"), "listening");
  line.port = (proxy.address() as AddressInfo).port;
  line.end = () => {
    ends.forEach((end) => end.destroy());
    proxy.close();
  };
  return line;
}

test("a line that died in silence is found when the page wakes", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const line = await silenceableLine();
  stop();
  connection = connectionTo(line.port);
  stop = connection.run();
  const listener = listen();
  // The answer to the sign-in would be a sign of life, if it came after the nudge.
  await until(() => listener.subscribed === 1 && line.said.includes("#server-to-user-ana"));
  const last = listen(conversationChannel(ID, 2));
  await until(() => last.subscribed === 1);
  connection.nudge();
  line.silence();
  connection.nudge();
  await vi.advanceTimersByTimeAsync(3_000);
  await until(() => listener.subscribed === 2);
  line.end();
});

/** The server goes away for so long that pusher-js by itself would not look again for most of a minute. */
async function awayForAMinute(): Promise<void> {
  const { port } = rig.server;
  vi.spyOn(Math, "random").mockReturnValue(1); // the longest waits: 3, 6, 12, 24, 30 s
  await rig.server.close();
  await until(() => {
    vi.advanceTimersByTime(100);
    return connection.state() === "unavailable";
  });
  await vi.advanceTimersByTimeAsync(46_000);
  rig = await startRig({ port });
}

test("a server that was away is found again within the back-off", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const listener = listen();
  await until(() => listener.subscribed === 1);
  await awayForAMinute();
  expect(connection.state()).toBe("unavailable");
  await vi.advanceTimersByTimeAsync(30_000);
  await until(() => listener.subscribed === 2);
  expect(connection.state()).toBe("connected");
});

test("a nudge does not wait for the back-off", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const listener = listen();
  await until(() => listener.subscribed === 1);
  await awayForAMinute();
  connection.nudge();
  await until(() => listener.subscribed === 2);
});

test.each([
  [500, "asked again", 3],
  [403, "believed", 2],
])("an auth route that answers %i is %s", async (status, _, times) => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  auth.status = status;
  const first = listen();
  await until(() => auth.asked === 1);
  auth.status = 200;
  const later = listen(conversationChannel(ID, 2));
  await until(() => later.subscribed === 1);
  await vi.advanceTimersByTimeAsync(6_000);
  const last = listen(conversationChannel(ID, 3));
  await until(() => last.subscribed === 1);
  expect(auth.asked).toBe(times + 1);
  expect(first.refused).toBe(status === 403 ? 1 : 0);
});
