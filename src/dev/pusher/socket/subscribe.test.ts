import { afterAll, beforeAll, expect, test } from "vitest";
import { LIMITS } from "../limits";
import { sign } from "../signature";
import { APP } from "../test-app";
import { listen, type RawSocket, type Rig, startRig, until } from "../test-rig";

let rig: Rig;
let count = 0;
beforeAll(async () => void (rig = await startRig()));
afterAll(() => rig.stop());

const fresh = (kind: string) => `${kind}-${(count += 1)}`;

/** Subscribes a bare socket and returns what the server made of it: an event name, or why not. */
async function ask(socket: RawSocket, data: Record<string, unknown>): Promise<unknown> {
  const before = socket.messages.length;
  socket.say("pusher:subscribe", { data });
  const answer = await until(() => socket.messages.slice(before).find(({ event }) => !event.includes("member_")));
  return answer.event === "pusher:error" ? (answer.data as { message: string }).message : answer.event;
}

async function connected() {
  const socket = await rig.open();
  const { data } = await until(() => socket.messages[0]);
  return { socket, id: (JSON.parse(data as string) as { socket_id: string }).socket_id };
}

const SUCCEEDED = "pusher_internal:subscription_succeeded";

test("a public channel needs no signature", async () => {
  const { socket } = await connected();
  expect(await ask(socket, { channel: fresh("room"), auth: "" })).toBe(SUCCEEDED);
});

test("a private channel needs the signature of this socket and this channel", async () => {
  const { socket, id } = await connected();
  const channel = fresh("private-room");
  const { auth } = rig.sdk.authorizeChannel(id, channel);
  expect(await ask(socket, { channel })).toContain("Invalid signature");
  expect(await ask(socket, { channel, auth: rig.sdk.authorizeChannel(id, `${channel}x`).auth })).toContain(
    "Invalid signature",
  );
  expect(await ask(socket, { channel, auth: rig.sdk.authorizeChannel("1.1", channel).auth })).toContain(
    "Invalid signature",
  );
  expect(await ask(socket, { channel, auth: auth.replace(APP.key, "other") })).toContain("Invalid signature");
  expect(await ask(socket, { channel, auth })).toBe(SUCCEEDED);
});

test("a channel is subscribed once", async () => {
  const { socket } = await connected();
  const channel = fresh("room");
  await ask(socket, { channel });
  expect(await ask(socket, { channel })).toContain("Existing subscription");
});

test.each(["a b", "a:b", "room#", "x".repeat(LIMITS.channelNameLength + 1)])(
  "%s is no channel name",
  async (channel) => {
    const { socket } = await connected();
    expect(await ask(socket, { channel })).toBe("Invalid channel name");
  },
);

test("after unsubscribing nothing arrives", async () => {
  const client = rig.browser();
  const [left, kept] = [fresh("room"), fresh("room")];
  const [{ heard }, other] = [await listen(client, left), await listen(client, kept)];
  client.unsubscribe(left);
  await until(async () => !(await channelNames()).includes(left));
  await rig.sdk.trigger([left, kept], "event", {});
  await until(() => other.heard.length > 0);
  expect(heard).toEqual([]);
});

const channelNames = async () => {
  const response = await rig.sdk.get({ path: "/channels" });
  return Object.keys(((await response.json()) as { channels: object }).channels);
};

test("leaving what was never entered is refused", async () => {
  const { socket } = await connected();
  socket.say("pusher:unsubscribe", { data: { channel: "room" } });
  const error = await until(() => socket.messages.find(({ event }) => event === "pusher:error"));
  expect(error.data).toMatchObject({ code: null, message: "No current subscription to channel room" });
});

test("leaving twice is refused the second time, and entering again is not", async () => {
  const { socket } = await connected();
  const channel = fresh("room");
  await ask(socket, { channel });
  socket.say("pusher:unsubscribe", { data: { channel } });
  socket.say("pusher:unsubscribe", { data: { channel } });
  const error = await until(() => socket.messages.find(({ event }) => event === "pusher:error"));
  expect(error.data).toMatchObject({ code: null, message: `No current subscription to channel ${channel}` });
  expect(await ask(socket, { channel })).toBe(SUCCEEDED);
});

test("members of a presence channel see each other come and go", async () => {
  const channel = fresh("presence-room");
  const [ana, bo] = [rig.browser("ana"), rig.browser("bo")];
  const seen = await listen(ana, channel);
  const { channel: bosChannel } = await listen(bo, channel);
  expect(bosChannel).toMatchObject({ members: { count: 2, me: { id: "bo" } } });
  await until(() => seen.heard.length === 1);
  bo.disconnect();
  await until(() => seen.heard.length === 2);
  expect(seen.heard).toMatchObject([
    { event: "pusher:member_added", data: { id: "bo" } },
    { event: "pusher:member_removed", data: { id: "bo" } },
  ]);
});

test("a user with two windows is one member, gone with the last of them", async () => {
  const channel = fresh("presence-room");
  const seen = await listen(rig.browser("ana"), channel);
  const [first, second] = [rig.browser("bo"), rig.browser("bo")];
  await listen(first, channel);
  const { channel: theirs } = await listen(second, channel);
  expect(theirs).toMatchObject({ members: { count: 2 } });
  first.unsubscribe(channel);
  await listen(rig.browser("cy"), channel);
  second.unsubscribe(channel);
  await until(() => seen.heard.length === 3);
  expect(seen.heard.map(({ event, data }) => [event, (data as { id: string }).id])).toEqual([
    ["pusher:member_added", "bo"],
    ["pusher:member_added", "cy"],
    ["pusher:member_removed", "bo"],
  ]);
});

/** `channel_data` with the auth that vouches for it. */
const signed = (id: string, channel: string, channel_data: string) => ({
  channel,
  channel_data,
  auth: `${APP.key}:${sign(APP.secret, `${id}:${channel}:${channel_data}`)}`,
});

test("presence needs to know who", async () => {
  const { socket, id } = await connected();
  const channel = fresh("presence-room");
  const { auth } = rig.sdk.authorizeChannel(id, channel);
  expect(await ask(socket, { channel, auth })).toContain("needs channel_data with a user_id");
  expect(await ask(socket, signed(id, channel, "{}"))).toContain("needs channel_data with a user_id");
  expect(await ask(socket, signed(id, channel, '{"user_id":42}'))).toBe(SUCCEEDED);
});

test("long ids and large infos are refused", async () => {
  const { socket, id } = await connected();
  const channel = fresh("presence-room");
  const long = JSON.stringify({ user_id: "x".repeat(LIMITS.userIdLength + 1) });
  const large = JSON.stringify({ user_id: "x", user_info: "é".repeat(LIMITS.userInfoBytes / 2) });
  expect(await ask(socket, signed(id, channel, long))).toBe("The user_id is too long");
  expect(await ask(socket, signed(id, channel, large))).toBe("The user_info is too large");
});

test("what a newcomer is told is text, also where there is nothing to tell", async () => {
  const { socket } = await connected();
  await ask(socket, { channel: fresh("room") });
  expect(socket.messages.at(-1)).toMatchObject({ event: SUCCEEDED, data: "{}" });
});

test("a newcomer hears who is there with their infos, itself among them, and not that it came", async () => {
  const channel = fresh("presence-room");
  const [first, second] = [await connected(), await connected()];
  const enter = ({ socket, id }: typeof first, user_id: string, user_info?: object) =>
    ask(socket, signed(id, channel, JSON.stringify({ user_id, user_info })));
  await enter(first, "ana", { name: "Ana" });
  await enter(second, "bo");
  const { data } = await until(() => second.socket.messages.find(({ event }) => event === SUCCEEDED));
  expect(JSON.parse(data as string)).toEqual({
    presence: { ids: ["ana", "bo"], hash: { ana: { name: "Ana" }, bo: null }, count: 2 },
  });
  first.socket.say("pusher:ping");
  await until(() => first.socket.messages.some(({ event }) => event === "pusher:pong"));
  const added = first.socket.messages.filter(({ event }) => event === "pusher_internal:member_added");
  expect(added).toEqual([{ event: "pusher_internal:member_added", channel, data: '{"user_id":"bo"}' }]);
});

test("presence is vouched for with what it says of the member", async () => {
  const { socket, id } = await connected();
  const channel = fresh("presence-room");
  const ana = signed(id, channel, '{"user_id":"ana"}');
  expect(await ask(socket, { ...ana, channel_data: '{"user_id":"bo"}' })).toContain("Invalid signature");
  expect(await ask(socket, { ...ana, auth: undefined })).toContain("Invalid signature");
  expect(await ask(socket, ana)).toBe(SUCCEEDED);
});

test("the 101st member is refused, a second window of the first is not", async () => {
  const channel = fresh("presence-room");
  const enter = async (user: number) => {
    const { socket, id } = await connected();
    return ask(socket, signed(id, channel, JSON.stringify({ user_id: `user ${user}` })));
  };
  await Promise.all(Array.from({ length: LIMITS.presenceMembers }, (_, user) => enter(user)));
  expect(await enter(100)).toBe(`${channel} is full`);
  expect(await enter(0)).toBe(SUCCEEDED);
});
