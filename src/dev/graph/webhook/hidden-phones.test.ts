import { afterEach, expect, it } from "vitest";
import { startReceiver } from "../receiver";
import { NUMBER, type Scene, startScene } from "../scene";

let scene: Scene;
afterEach(() => scene.close());

const { phoneNumberId } = NUMBER;
const BEA = { phoneNumberId, userId: "MX.123", name: "Bea", username: "bea", parentUserId: "MX.ENT.1" };
const answer = (text: string) => scene.post({ to: undefined, recipient: "MX.123", text: { body: text } });
const last = () => scene.receiver.received.at(-1)!.value;

it("never shows the phone of somebody who hides it, in messages and statuses", async () => {
  scene = await startScene();
  await scene.graph.customerSays({ ...BEA, text: "hola" });
  expect(last().contacts).toEqual([
    { profile: { name: "Bea", username: "bea" }, user_id: "MX.123", parent_user_id: "MX.ENT.1" },
  ]);
  expect(last().messages[0]).toMatchObject({ from_user_id: "MX.123", from_parent_user_id: "MX.ENT.1" });
  expect(await (await answer("hola")).json()).toMatchObject({ contacts: [{ input: "MX.123", user_id: "MX.123" }] });
  await expect.poll(() => scene.receiver.statuses()).toHaveLength(2);
  for (const status of scene.receiver.statuses()) {
    expect(status).toMatchObject({ recipient_user_id: "MX.123", recipient_parent_user_id: "MX.ENT.1" });
    expect(status).not.toHaveProperty("recipient_id");
  }
});

it("writes hidden phones as empty texts when told so", async () => {
  scene = await startScene({ hiddenPhones: "empty" });
  await scene.graph.customerSays({ ...BEA, text: "hola" });
  expect(last()).toMatchObject({ contacts: [{ wa_id: "" }], messages: [{ from: "" }] });
  await answer("hola");
  await expect.poll(() => scene.receiver.statuses()).toMatchObject([{ recipient_id: "" }, { recipient_id: "" }]);
});

it("reports on a message to a user id that was sent elsewhere", async () => {
  scene = await startScene();
  await scene.graph.status({ waMessageId: "wamid.early", status: "read", phoneNumberId, to: "MX.9" });
  expect(scene.receiver.statuses()).toMatchObject([{ recipient_user_id: "MX.9" }]);
});

it("tells of a new user id, under which the chat and its window go on", async () => {
  scene = await startScene();
  await scene.graph.customerSays({ ...BEA, text: "hola" });
  await scene.graph.customerChanges({ phoneNumberId, customer: "MX.123", userId: "MX.456" });
  expect(last()).not.toHaveProperty("contacts");
  expect(last().messages[0]).toMatchObject({
    from_user_id: "MX.123",
    type: "system",
    system: { type: "user_changed_user_id", user_id: "MX.456", previous_user_id: "MX.123" },
  });
  const sent = await scene.post({ to: undefined, recipient: "MX.456", text: { body: "hola" } });
  expect(sent.status).toBe(200);
  expect(scene.graph.chat(phoneNumberId, "MX.456")?.messages).toHaveLength(2);
  expect(scene.graph.chat(phoneNumberId, "MX.123")).toBeUndefined();
});

it("tells of a new phone number from the old one", async () => {
  scene = await startScene();
  await scene.anaSays("hola");
  const { customer } = scene.graph.chats()[0]!;
  await scene.graph.customerChanges({ phoneNumberId, customer, phone: "+52 1 555 010 0077", userId: "MX.77" });
  expect(last().messages[0]).toMatchObject({
    from: customer,
    system: { type: "user_changed_number", wa_id: "5215550100077", user_id: "MX.77" },
  });
  expect(scene.graph.chat(phoneNumberId, "MX.77")).toBe(scene.graph.chat(phoneNumberId, "5215550100077"));
});

it("refuses an authentication template without a phone number", async () => {
  scene = await startScene();
  scene.graph.addTemplate({
    businessAccountId: NUMBER.businessAccountId,
    name: "codigo",
    language: "es",
    category: "AUTHENTICATION",
    status: "APPROVED",
    components: [],
    parameterFormat: "POSITIONAL",
  });
  const template = { name: "codigo", language: { code: "es" } };
  const refused = await scene.post({ to: undefined, recipient: "MX.123", type: "template", template });
  expect(await refused.json()).toMatchObject({ error: { code: 131062 } });
  expect((await scene.post({ type: "template", template })).status).toBe(200);
});

it("keeps the same user id apart for two numbers of two apps", async () => {
  scene = await startScene({ window: true });
  const other = await startReceiver();
  scene.graph.addApp({ appId: "9002", appSecret: "another", callbackUrl: other.url });
  scene.graph.addNumber({ ...NUMBER, phoneNumberId: "2", businessAccountId: "b2", appId: "9002", accessToken: "t2" });
  await scene.graph.customerSays({ ...BEA, text: "hola" });
  await scene.graph.customerSays({ ...BEA, phoneNumberId: "2", name: "Beatriz", text: "adiós" });
  expect([scene.receiver.received.length, other.received.length]).toEqual([1, 1]);
  expect(scene.graph.chat("2", "MX.123")?.name).toBe("Beatriz");
  expect(scene.graph.chat(phoneNumberId, "MX.123")?.name).toBe("Bea");
  await other.close();
});
