import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ANA, APP, NUMBER, type Scene, startScene } from "../scene";

let scene: Scene;
beforeAll(async () => void (scene = await startScene()));
afterAll(() => scene.close());

const says = (content: object) =>
  scene.graph.customerSays({ phoneNumberId: NUMBER.phoneNumberId, from: ANA, name: "Ana", text: "", ...content });
const last = () => scene.receiver.received.at(-1)!;

it("sends the bytes of a real delivery: same keys, same order", async () => {
  const { waMessageId, status } = await says({ text: "¿Abren hoy? 👋 a/b", at: new Date(1_730_231_903_000) });
  expect(status).toBe(200);
  expect(last().bytes.toString("latin1")).toBe(
    '{"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"value":' +
      '{"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550783881","phone_number_id":"106540352242922"},' +
      `"contacts":[{"profile":{"name":"Ana"},"wa_id":"${ANA}"}],"messages":[{"from":"${ANA}","id":"${waMessageId}",` +
      String.raw`"timestamp":"1730231903","text":{"body":"\u00bfAbren hoy? \ud83d\udc4b a\/b"},"type":"text"}]},"field":"messages"}]}]}`,
  );
});

it("signs those bytes with the app's secret and comes as Meta's agent", async () => {
  await says({ text: "ñ / 👋" });
  const { bytes, headers } = last();
  const expected = createHmac("sha256", APP.appSecret).update(bytes).digest("hex");
  expect(headers["x-hub-signature-256"]).toBe(`sha256=${expected}`);
  expect(headers["user-agent"]).toBe("facebookexternalua");
  expect(headers["content-type"]).toBe("application/json");
});

it("names the message that held a tapped button, and the business that sent it", async () => {
  const tap = { kind: "list_reply" as const, id: "opt-3", title: "Otro", description: "más", contextId: "wamid.X" };
  await scene.graph.customerSays({ phoneNumberId: NUMBER.phoneNumberId, from: ANA, tap });
  expect(last().value.messages[0]).toMatchObject({
    context: { from: "15550783881", id: "wamid.X" },
    type: "interactive",
    interactive: { type: "list_reply", list_reply: { id: "opt-3", title: "Otro", description: "más" } },
  });
});

it("sends what was filled into a form as JSON inside JSON, with its token", async () => {
  const form = { token: "t-1", answers: { name: "Ana", size: "L" }, contextId: "wamid.F" };
  await scene.graph.customerSays({ phoneNumberId: NUMBER.phoneNumberId, from: ANA, form });
  const response_json = '{"name":"Ana","size":"L","flow_token":"t-1"}';
  expect(last().value.messages[0]).toMatchObject({
    context: { id: "wamid.F" },
    interactive: { type: "nfm_reply", nfm_reply: { name: "flow", body: "Sent", response_json } },
  });
});

it("sends media and places in Meta's shapes", async () => {
  const { phoneNumberId } = NUMBER;
  await scene.graph.customerSays({ phoneNumberId, from: ANA, media: { type: "image", caption: "mira" } });
  expect(last().value.messages[0]).toMatchObject({
    type: "image",
    image: { caption: "mira", mime_type: "image/jpeg" },
  });
  await scene.graph.customerSays({ phoneNumberId, from: ANA, location: { latitude: 40.7, longitude: -73.9 } });
  expect(last().value.messages[0]).toMatchObject({ type: "location", location: { latitude: 40.7, longitude: -73.9 } });
});

it("sends a touch of a template's quick reply as a button, with its payload", async () => {
  const { phoneNumberId } = NUMBER;
  const tap = { kind: "button" as const, id: "OP_YES", title: "Sí", contextId: "wamid.T" };
  await scene.graph.customerSays({ phoneNumberId, from: ANA, tap });
  const { context, type, button } = last().value.messages[0]!;
  expect([context, type, button]).toEqual([
    { from: "15550783881", id: "wamid.T" },
    "button",
    { payload: "OP_YES", text: "Sí" },
  ]);
});

it("sends voice notes and contacts in Meta's shapes", async () => {
  const { phoneNumberId } = NUMBER;
  await scene.graph.customerSays({ phoneNumberId, from: ANA, media: { type: "audio", voice: true } });
  expect(last().value.messages[0]).toMatchObject({
    type: "audio",
    audio: { mime_type: "audio/ogg; codecs=opus", voice: true },
  });
  const contacts = [{ name: "Bea", phones: ["+52 1 555 010 0007"] }];
  await scene.graph.customerSays({ phoneNumberId, from: ANA, contacts });
  expect(last().value.messages[0]).toMatchObject({
    type: "contacts",
    contacts: [
      {
        name: { formatted_name: "Bea", first_name: "Bea" },
        phones: [{ phone: "+52 1 555 010 0007", wa_id: "5215550100007" }],
      },
    ],
  });
});

it("names in a reply the message that it quotes, and who wrote that one", async () => {
  const { phoneNumberId } = NUMBER;
  await scene.graph.customerSays({ phoneNumberId, from: ANA, text: "eso", contextId: "wamid.X" });
  expect(last().value.messages[0]!["context"]).toEqual({ from: "15550783881", id: "wamid.X" });
  const { waMessageId } = await scene.graph.customerSays({ phoneNumberId, from: ANA, text: "uno" });
  await scene.graph.customerSays({ phoneNumberId, from: ANA, media: { type: "image" }, contextId: waMessageId });
  expect(last().value.messages[0]).toMatchObject({ context: { from: ANA, id: waMessageId }, type: "image" });
});

it("leaves out the phone number of a customer who hides it, and answers reach the user id", async () => {
  const { phoneNumberId } = NUMBER;
  await scene.graph.customerSays({ phoneNumberId, userId: "MX.123", name: "Bea", text: "hola" });
  const { contacts, messages } = last().value;
  expect(contacts).toEqual([{ profile: { name: "Bea" }, user_id: "MX.123" }]);
  expect(messages[0]!["from_user_id"]).toBe("MX.123");
  expect(messages[0]).not.toHaveProperty("from");
  const answer = await scene.post({ to: undefined, recipient: "MX.123", text: { body: "hola Bea" } });
  expect(await answer.json()).toMatchObject({ contacts: [{ input: "MX.123", user_id: "MX.123" }] });
  expect(scene.graph.chat(phoneNumberId, "MX.123")?.messages.map((message) => message.direction)).toEqual([
    "heard",
    "sent",
  ]);
});

it("knows one customer by phone and by user id", async () => {
  const { phoneNumberId } = NUMBER;
  await scene.graph.customerSays({ phoneNumberId, from: "+52 1 555 010 0007", userId: "MX.7", text: "uno" });
  await scene.graph.customerSays({ phoneNumberId, userId: "MX.7", text: "dos" });
  expect(scene.graph.chat(phoneNumberId, "MX.7")).toBe(scene.graph.chat(phoneNumberId, "5215550100007"));
  expect(last().value.messages[0]!["from"]).toBe("5215550100007");
});

it("says that nobody answered when nobody does", async () => {
  const graph = scene.graph;
  graph.addApp({ appId: "9002", appSecret: "s" });
  graph.addNumber({ ...NUMBER, phoneNumberId: "2", appId: "9002" });
  const said = await graph.customerSays({ phoneNumberId: "2", from: ANA, text: "hola" });
  expect(said).toMatchObject({ status: 0, error: "no callback is set" });
});
