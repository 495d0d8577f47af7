import { once } from "node:events";
import { WebSocket } from "ws";
import { afterEach, expect, test } from "vitest";
import { LIMITS } from "./limits";
import { APP } from "./test-app";
import { listen, type Rig, startRig, until } from "./test-rig";

let rig: Rig;
const start = async (...options: Parameters<typeof startRig>) => (rig = await startRig(...options));
afterEach(() => rig.stop());

test("an event travels from the SDK to a browser", async () => {
  await start();
  const { heard } = await listen(rig.browser(), "private-room");
  await rig.sdk.trigger("private-room", "message:new", { text: "olá 🚀" });
  await until(() => heard.length > 0);
  expect(heard).toEqual([{ event: "message:new", data: { text: "olá 🚀" } }]);
});

test("events of one publisher arrive in their order", async () => {
  await start();
  const { heard } = await listen(rig.browser(), "room");
  for (let count = 0; count < 30; count += 1) await rig.sdk.trigger("room", "count", count);
  await until(() => heard.length === 30);
  expect(heard.map(({ data }) => data)).toEqual(Array.from({ length: 30 }, (_, count) => count));
});

test("a browser whose line broke comes back and is subscribed again", async () => {
  await start();
  const client = rig.browser();
  const { channel } = await listen(client, "private-room");
  const again = new Promise<void>((done) => channel.bind("pusher:subscription_succeeded", () => done()));
  rig.server.dropConnections(4200);
  await again;
  expect(client.connection.state).toBe("connected");
});

test.each([4004, 1006])("open sockets are dropped with code %i", async (code) => {
  await start();
  const socket = await rig.open();
  await until(() => socket.messages.length > 0);
  rig.server.dropConnections(code);
  expect(await socket.closed).toBe(code);
});

test("new sockets are refused until the refusal is lifted", async () => {
  await start();
  rig.server.refuseWith(4100);
  const refused = await rig.open();
  expect(await refused.closed).toBe(4100);
  expect(refused.messages).toMatchObject([{ event: "pusher:error", data: { code: 4100 } }]);
  rig.server.refuseWith(null);
  const socket = await rig.open();
  await until(() => socket.messages.length > 0);
  expect(socket.messages[0]?.event).toBe("pusher:connection_established");
});

test("a disabled app publishes nothing", async () => {
  await start();
  rig.server.refuseWith(4003);
  await expect(rig.sdk.trigger("room", "event", {})).rejects.toMatchObject({ status: 403 });
});

test("a refusal is a line of plain text", async () => {
  await start();
  const response = await fetch(`http://127.0.0.1:${rig.server.port}/apps/1/channels`);
  expect([response.status, response.headers.get("content-type")]).toEqual([401, "text/plain"]);
  expect(await response.text()).toMatch(/^\S.*\n$/);
});

test("a request larger than any batch is refused", async () => {
  await start();
  const url = `http://127.0.0.1:${rig.server.port}/apps/1/events`;
  const response = await fetch(url, { method: "POST", body: "x".repeat(LIMITS.requestBytes + 1) });
  expect(response.status).toBe(413);
});

test("lost events are accepted and remembered but not delivered", async () => {
  await start();
  const { heard } = await listen(rig.browser(), "room");
  rig.server.loseNext(2);
  for (const name of ["a", "b", "c"]) await rig.sdk.trigger("room", name, {});
  await until(() => heard.length > 0);
  expect(heard.map(({ event }) => event)).toEqual(["c"]);
  expect(rig.server.published().map(({ event }) => event)).toEqual(["a", "b", "c"]);
});

test("a delayed event arrives after the one behind it", async () => {
  await start();
  const { heard } = await listen(rig.browser(), "room");
  rig.server.delayNext(1, 50);
  for (const name of ["late", "punctual"]) await rig.sdk.trigger("room", name, {});
  await until(() => heard.length === 2);
  expect(heard.map(({ event }) => event)).toEqual(["punctual", "late"]);
});

test("each event can be given a fate of its own: lost, doubled, late", async () => {
  await start();
  const { heard } = await listen(rig.browser(), "room");
  const fates: Record<string, number[]> = { lost: [], doubled: [0, 1], late: [300] };
  rig.server.decide(({ event }) => fates[event] ?? [0]);
  for (const name of ["late", "lost", "doubled", "plain"]) await rig.sdk.trigger("room", name, {});
  await until(() => heard.length === 4);
  expect(heard.map(({ event }) => event).toSorted()).toEqual(["doubled", "doubled", "late", "plain"]);
  expect(heard.at(-1)?.event).toBe("late");
});

test("what was published can be read as data", async () => {
  await start();
  await rig.sdk.trigger("room", "event", { a: 1 });
  expect(rig.server.published()).toEqual([{ channel: "room", event: "event", data: { a: 1 } }]);
});

test("only pages of allowed origins open a socket", async () => {
  await start({ allowedOrigins: ["http://localhost:3000"] });
  const path = `ws://127.0.0.1:${rig.server.port}/app/${APP.key}?protocol=7`;
  const [error] = (await once(new WebSocket(path, { origin: "https://evil.example" }), "error").catch(
    (thrown: unknown) => [thrown],
  )) as [Error];
  expect(error.message).toContain("403");
  await rig.open(undefined, { origin: "http://localhost:3000" });
});

test("a page of another site is refused when no origins are named", async () => {
  await start();
  await expect(rig.open(undefined, { origin: "https://evil.example" })).rejects.toThrow("403");
  await rig.open(undefined, { origin: "http://localhost:3000" });
});

test.each([
  ["dropped", () => rig.server.dropConnections(4200)],
  ["terminated", () => void rig.sdk.terminateUserConnections("ana")],
])("who is %s is gone at once, and heard no more, also when the line does not answer", async (_, end) => {
  await start();
  const socket = await rig.open();
  const { data } = await until(() => socket.messages[0]);
  const { socket_id } = JSON.parse(data as string) as { socket_id: string };
  socket.say("pusher:signin", { data: rig.sdk.authenticateUser(socket_id, { id: "ana" }) });
  socket.say("pusher:subscribe", { data: { channel: "room" } });
  await until(() => socket.messages.length === 3);
  socket.deafen();
  end();
  await until(async () => (await channels()) === "{}");
  socket.say("pusher:subscribe", { data: { channel: "another-room" } });
  socket.say("client-late", { channel: "room", data: {} });
  const witness = await rig.open();
  witness.say("pusher:ping");
  await until(() => witness.messages.length === 2);
  expect(await channels()).toBe("{}");
});

const channels = async () => {
  const response = await rig.sdk.get({ path: "/channels" });
  return JSON.stringify(((await response.json()) as { channels: object }).channels);
};

test("closing frees the port at once", async () => {
  await start();
  rig.browser();
  await rig.open();
  await rig.server.close();
  const { port } = rig.server;
  await start({ port });
  expect(rig.server.port).toBe(port);
});
