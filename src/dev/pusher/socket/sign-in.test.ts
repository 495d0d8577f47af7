import { afterAll, beforeAll, expect, test } from "vitest";
import { type Rig, startRig, until } from "../test-rig";

let rig: Rig;
beforeAll(async () => void (rig = await startRig()));
afterAll(() => rig.stop());

async function signedIn(userId: string) {
  const client = rig.browser(userId);
  client.signin();
  const channel = await until(() => client.user.serverToUserChannel as { subscribed: boolean } | null);
  await until(() => channel.subscribed);
  return client;
}

test("a signed-in user hears what is sent to that user", async () => {
  const [ana, bo] = [await signedIn("ana"), await signedIn("bo")];
  const heard: string[] = [];
  ana.user.bind("note", (data: string) => heard.push(`ana: ${data}`));
  bo.user.bind("note", (data: string) => heard.push(`bo: ${data}`));
  await rig.sdk.sendToUser("ana", "note", "first");
  await rig.sdk.sendToUser("bo", "note", "second");
  await until(() => heard.length === 2);
  expect(heard).toEqual(["ana: first", "bo: second"]);
});

test("a wrong signature ends the connection", async () => {
  const socket = await rig.open();
  socket.say("pusher:signin", { data: { auth: "key:00", user_data: '{"id":"ana"}' } });
  expect(await socket.closed).toBe(4009);
});

test("another user's own channel is refused", async () => {
  const socket = await rig.open();
  socket.say("pusher:subscribe", { data: { channel: "#server-to-user-ana" } });
  const error = await until(() => socket.messages.find(({ event }) => event === "pusher:error"));
  expect(error.data).toMatchObject({ message: "Not signed in for #server-to-user-ana" });
});

test("a connection stays one user's", async () => {
  const client = await signedIn("ana");
  const errors: unknown[] = [];
  client.connection.bind("error", (error: { data: unknown }) => errors.push(error.data));
  client.send_event("pusher:signin", rig.sdk.authenticateUser(client.connection.socket_id, { id: "bo" }));
  await until(() => errors.length > 0);
  expect(errors).toMatchObject([{ code: 4009 }]);
  expect(client.connection.state).toBe("connected");
});

test("who is signed in is known on presence channels", async () => {
  const client = await signedIn("ana");
  const channel = "presence-room";
  client.send_event("pusher:subscribe", {
    channel,
    auth: rig.sdk.authorizeChannel(client.connection.socket_id, channel).auth,
  });
  const users = async () => (await rig.sdk.get({ path: `/channels/${channel}/users` })).text();
  await until(async () => (await users()) === '{"users":[{"id":"ana"}]}');
});

test("a terminated connection is told so with 4009", async () => {
  const socket = await rig.open();
  const { data } = await until(() => socket.messages[0]);
  const { socket_id } = JSON.parse(data as string) as { socket_id: string };
  socket.say("pusher:signin", { data: rig.sdk.authenticateUser(socket_id, { id: "ana-3" }) });
  await until(() => socket.messages.some(({ event }) => event === "pusher:signin_success"));
  await rig.sdk.terminateUserConnections("ana-3");
  expect(await socket.closed).toBe(4009);
  expect(socket.messages.at(-1)).toMatchObject({ event: "pusher:error", data: { code: 4009 } });
});

test("terminating a user's connections leaves the others", async () => {
  const [ana, bo] = [await signedIn("ana-2"), await signedIn("bo-2")];
  await rig.sdk.terminateUserConnections("ana-2");
  await until(() => ana.connection.state === "disconnected");
  expect(bo.connection.state).toBe("connected");
});
