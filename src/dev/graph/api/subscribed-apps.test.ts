import { afterEach, beforeEach, expect, it } from "vitest";
import { startReceiver } from "../receiver";
import { APP, NUMBER, type Scene, startScene } from "../scene";

let scene: Scene;
let other: Awaited<ReturnType<typeof startReceiver>>;
beforeEach(async () => {
  [scene, other] = [await startScene(), await startReceiver("the other's")];
});
afterEach(async () => {
  await scene.close();
  await other.close();
});

const ACCOUNT = NUMBER.businessAccountId;
const call = async (method: string, path: string, { body, token }: { body?: object; token?: string } = {}) => {
  const init = { method, ...(token && { token }), ...(body && { body: JSON.stringify(body) }) };
  return (await (await scene.call(path, init)).json()) as Record<string, unknown>;
};
const override = () => ({ override_callback_uri: other.url, verify_token: other.verifyToken });
const heard = () => [scene.receiver.received.length, other.received.length];

it("brings webhooks to the account's own address once it is checked, until it is taken away", async () => {
  const answer = await call("POST", `${ACCOUNT}/subscribed_apps`, { body: override() });
  expect(answer).toMatchObject({
    success: true,
    data: [{ override_callback_uri: other.url, whatsapp_business_api_data: { id: APP.appId } }],
  });
  await scene.anaSays("uno");
  expect(heard()).toEqual([0, 1]);
  expect(await call("POST", `${ACCOUNT}/subscribed_apps`)).toEqual({ success: true });
  await scene.anaSays("dos");
  expect(heard()).toEqual([1, 1]);
});

it("prefers the number's own address, which an empty one takes away", async () => {
  await call("POST", NUMBER.phoneNumberId, { body: { webhook_configuration: override() } });
  expect(await call("GET", `${NUMBER.phoneNumberId}?fields=webhook_configuration`)).toMatchObject({
    webhook_configuration: { phone_number: other.url, application: scene.receiver.url },
  });
  await scene.anaSays("uno");
  await scene.graph.decideTemplate(
    scene.graph.addTemplate({
      businessAccountId: ACCOUNT,
      name: "a",
      language: "es",
      category: "UTILITY",
      status: "PENDING",
      components: [],
      parameterFormat: "POSITIONAL",
    }).id,
    { status: "APPROVED" },
  );
  expect(heard()).toEqual([1, 1]);
  await call("POST", NUMBER.phoneNumberId, { body: { webhook_configuration: { override_callback_uri: "" } } });
  await scene.anaSays("dos");
  expect(heard()).toEqual([2, 1]);
});

it("refuses an address that does not answer the check, and keeps the old one", async () => {
  const wrong = { ...override(), verify_token: "wrong" };
  expect(await call("POST", `${ACCOUNT}/subscribed_apps`, { body: wrong })).toMatchObject({ error: { code: 2200 } });
  const unread = { ...override(), override_callback_uri: "somewhere" };
  expect(await call("POST", `${ACCOUNT}/subscribed_apps`, { body: unread })).toMatchObject({ error: { code: 100 } });
  await scene.anaSays("uno");
  expect(heard()).toEqual([1, 0]);
});

it("is silent for an app that left, and says so", async () => {
  expect(await call("DELETE", `${ACCOUNT}/subscribed_apps`)).toEqual({ success: true });
  expect(await call("GET", `${ACCOUNT}/subscribed_apps`)).toEqual({ data: [] });
  expect(await scene.anaSays("uno")).toMatchObject({ status: 0, error: "no app is subscribed" });
});

it("brings every subscribed app the same, signed with its own secret", async () => {
  scene.graph.addApp({ appId: "9002", appSecret: "another secret", callbackUrl: other.url });
  scene.graph.setToken("second", { appId: "9002", phoneNumberIds: [NUMBER.phoneNumberId] });
  await call("POST", `${ACCOUNT}/subscribed_apps`, { token: "second" });
  const { data } = await call("GET", `${ACCOUNT}/subscribed_apps`);
  expect(data).toHaveLength(2);
  await scene.anaSays("hola");
  await expect.poll(heard).toEqual([1, 1]);
  const [[ours], [theirs]] = [scene.receiver.received, other.received];
  expect(theirs!.bytes).toEqual(ours!.bytes);
  expect(theirs!.headers["x-hub-signature-256"]).not.toBe(ours!.headers["x-hub-signature-256"]);
});
