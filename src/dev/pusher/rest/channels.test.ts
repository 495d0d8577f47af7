import { afterAll, beforeAll, expect, test } from "vitest";
import { listen, type Rig, startRig, until } from "../test-rig";

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
  await listen(rig.browser("ana"), "presence-room");
  await listen(rig.browser("ana"), "presence-room");
  await listen(rig.browser("bo"), "room");
});
afterAll(() => rig.stop());

const get = async (path: string, params = {}): Promise<unknown> => (await rig.sdk.get({ path, params })).json();

test("occupied channels are listed, by prefix and with their counts", async () => {
  expect(await get("/channels")).toEqual({ channels: { "presence-room": {}, room: {} } });
  expect(await get("/channels", { filter_by_prefix: "presence-", info: "user_count,subscription_count" })).toEqual({
    channels: { "presence-room": { user_count: 1, subscription_count: 2 } },
  });
});

test("one channel is described", async () => {
  expect(await get("/channels/room", { info: "subscription_count" })).toEqual({
    occupied: true,
    subscription_count: 1,
  });
});

test("the users of a presence channel are listed once each", async () => {
  expect(await get("/channels/presence-room/users")).toEqual({ users: [{ id: "ana" }] });
});

test("who publishes can ask how many listen", async () => {
  const response = await rig.sdk.trigger("room", "event", {}, { info: "subscription_count" });
  expect(await response.json()).toEqual({ channels: { room: { subscription_count: 1 } } });
  const batch = await rig.sdk.triggerBatch([{ channel: "room", name: "event", data: {}, info: "subscription_count" }]);
  expect(await batch.json()).toEqual({ batch: [{ subscription_count: 1 }] });
});

test("the sender's own socket is left out", async () => {
  const [sender, other] = [rig.browser(), rig.browser()];
  const [own, theirs] = [await listen(sender, "typing"), await listen(other, "typing")];
  const { socket_id } = sender.connection;
  await rig.sdk.trigger("typing", "start", {}, { socket_id });
  await rig.sdk.triggerBatch([{ channel: "typing", name: "stop", data: {}, socket_id }]);
  await rig.sdk.trigger("typing", "for-all", {});
  await until(() => theirs.heard.length === 3);
  await until(() => own.heard.length === 1);
});
