import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { sign } from "@/dev/pusher/signature";
import { APP } from "@/dev/pusher/test-app";
import { startRig, until } from "@/dev/pusher/test-rig";
import { conversationChannel, organizationChannel, presenceChannel, type ParsedChannel } from "../channel";
import { authorizeSubscription } from "./authorize";

const ID = "0199f0a1-0000-7000-8000-00000000000a";
const asked: { channel: ParsedChannel; userId: string }[] = [];

beforeAll(() => {
  for (const name of ["DATABASE_URL", "AUTH_SECRET"]) vi.stubEnv(name, "x");
  vi.stubEnv("APP_URL", "http://127.0.0.1:3000");
  vi.stubEnv("ENCRYPTION_KEYS", `test:${Buffer.alloc(32, 7).toString("base64")}`);
  vi.stubEnv("PUSHER_APP_ID", APP.appId);
  vi.stubEnv("PUSHER_KEY", APP.key);
  vi.stubEnv("PUSHER_SECRET", APP.secret);
  vi.stubEnv("PUSHER_HOST", "127.0.0.1");
});
beforeEach(() => void (asked.length = 0));
afterAll(() => void vi.unstubAllEnvs());

/** Ana asks; she may hear what has the epoch 1. */
const authorize = (channelName: string, socketId = "1234.1234") =>
  authorizeSubscription({
    userId: "ana",
    socketId,
    channelName,
    mayHear: (channel, userId) => {
      asked.push({ channel, userId });
      return Promise.resolve(channel.epoch === 1 ? { name: "Ana" } : null);
    },
  });

test("who may hear a channel gets its signature and nothing else", async () => {
  expect(await authorize(organizationChannel(ID, 1))).toEqual({
    status: 200,
    body: { auth: `${APP.key}:${sign(APP.secret, `1234.1234:${organizationChannel(ID, 1)}`)}` },
  });
  expect(asked).toEqual([{ userId: "ana", channel: { kind: "organization", organizationId: ID, epoch: 1 } }]);
});

test("on a presence channel the signature covers who it is", async () => {
  expect(await authorize(presenceChannel(ID, 1))).toEqual({
    status: 200,
    body: {
      auth: expect.stringMatching(new RegExp(`^${APP.key}:[0-9a-f]{64}$`)) as string,
      channel_data: '{"user_id":"ana","user_info":{"name":"Ana"}}',
    },
  });
});

test("who may not hear it is refused", async () => {
  expect(await authorize(conversationChannel(ID, 2))).toEqual({ status: 403 });
});

test.each([
  "private-foobar",
  "presence-lobby",
  `private-organization-${ID}`,
  `private-encrypted-organization-${ID}-e1`,
])("%s is none of our channels and signed for nobody", async (name) => {
  expect(await authorize(name)).toEqual({ status: 403 });
  expect(asked).toEqual([]);
});

test.each([
  ["1234", organizationChannel(ID, 1)],
  ["1234.1234:private-other", organizationChannel(ID, 1)],
  ["", organizationChannel(ID, 1)],
  ["1234.1234", ""],
  ["1234.1234", "private:room"],
  ["1234.1234", `${organizationChannel(ID, 1)}\n`],
  ["1234.1234", "x".repeat(165)],
])("socket %j with channel %j is malformed and looked up nowhere", async (socketId, channelName) => {
  expect(await authorize(channelName, socketId)).toEqual({ status: 400 });
  expect(asked).toEqual([]);
});

test("the embedded server lets in who brings it", async () => {
  const rig = await startRig();
  const socket = await rig.open();
  const { data } = await until(() => socket.messages[0]);
  const { socket_id } = JSON.parse(data as string) as { socket_id: string };
  const channel = presenceChannel(ID, 1);
  const authorization = await authorize(channel, socket_id);
  socket.say("pusher:subscribe", { data: { channel, ...(authorization.status === 200 && authorization.body) } });
  const answer = await until(() => socket.messages[1]);
  expect(answer).toMatchObject({ event: "pusher_internal:subscription_succeeded", channel });
  expect(answer.data).toContain('"hash":{"ana":{"name":"Ana"}}');
  await rig.stop();
});
