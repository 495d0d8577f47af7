import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ANA, APP, NUMBER, type Scene, startScene } from "../scene";

let scene: Scene;
beforeAll(async () => {
  scene = await startScene({ statusesUpTo: "none" });
  await scene.anaSays("hola");
});
afterAll(() => scene.close());

const errorOf = async (response: Promise<Response>) => {
  const answer = await response;
  const { error } = (await answer.json()) as { error: Record<string, unknown> };
  return { status: answer.status, ...error };
};
const buttons = (...titles: string[]) => ({
  type: "interactive",
  interactive: {
    type: "button",
    body: { text: "¿Qué desea?" },
    action: { buttons: titles.map((title, index) => ({ type: "reply", reply: { id: `opt-${index}`, title } })) },
  },
});
const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `opt-${index}`, title: `Fila ${index}` }));
const listOf = (sections: object[], action: object = {}) => ({
  type: "interactive",
  interactive: { type: "list", body: { text: "Elija" }, action: { button: "Ver", sections, ...action } },
});

it("answers an accepted message as Meta does and keeps it in order", async () => {
  const answer = await scene.sendText("buenas", { to: `+${ANA}`, biz_opaque_callback_data: "row-1" });
  expect(answer.status).toBe(200);
  const { messaging_product, contacts, messages } = (await answer.json()) as Record<string, { id: string }[]>;
  expect(messaging_product).toBe("whatsapp");
  expect(contacts).toEqual([{ input: `+${ANA}`, wa_id: ANA }]);
  expect(messages).toEqual([{ id: expect.stringMatching(/^wamid\./) as string }]);
  expect(scene.graph.sent().at(-1)).toMatchObject({
    waMessageId: messages![0]!.id,
    to: ANA,
    type: "text",
    text: "buenas",
    opaque: "row-1",
    receivedAt: expect.any(Date) as Date,
  });
});

it("is not idempotent: the same call twice is two messages in order", async () => {
  const before = scene.graph.sent().length;
  for (const body of ["uno", "uno", "dos"]) await scene.sendText(body);
  const sent = scene.graph.sent({ to: ANA }).slice(before);
  expect(sent.map((message) => message.text)).toEqual(["uno", "uno", "dos"]);
  expect(new Set(sent.map((message) => message.waMessageId)).size).toBe(3);
});

it("refuses a wrong token with 401 and code 190", async () => {
  expect(
    await errorOf(scene.call(`${NUMBER.phoneNumberId}/messages`, { method: "POST", token: "nobody's", body: "{}" })),
  ).toMatchObject({ status: 401, code: 190, type: "OAuthException", fbtrace_id: expect.any(String) as string });
});

it("hides an unknown number and another's number behind code 100, subcode 33", async () => {
  scene.graph.addNumber({ ...NUMBER, phoneNumberId: "777", accessToken: "another-token" });
  for (const id of ["1", "777"]) {
    const refusal = await errorOf(scene.call(`${id}/messages`, { method: "POST", body: "{}" }));
    expect(refusal).toMatchObject({ status: 400, code: 100, error_subcode: 33, type: "GraphMethodException" });
  }
});

it("checks appsecret_proof when it is given", async () => {
  const proof = createHmac("sha256", APP.appSecret).update(NUMBER.accessToken).digest("hex");
  const withProof = (value: string) => scene.call(`${NUMBER.phoneNumberId}?appsecret_proof=${value}`);
  expect((await withProof(proof)).status).toBe(200);
  expect(await errorOf(withProof("0".repeat(64)))).toMatchObject({ status: 400, code: 100 });
});

it("wants a version in front and JSON inside", async () => {
  expect((await fetch(`${scene.graph.url}/${NUMBER.phoneNumberId}`)).status).toBe(400);
  expect(await errorOf(scene.call(`${NUMBER.phoneNumberId}/messages`, { method: "POST", body: "{" }))).toMatchObject({
    code: 100,
  });
});

it.each([
  ["three buttons", buttons("Sí", "No", "Quizás")],
  ["a list of ten rows", listOf([{ rows: rows(10) }])],
  [
    "a list in two titled sections",
    listOf([
      { title: "A", rows: rows(1) },
      { title: "B", rows: [{ id: "x", title: "X" }] },
    ]),
  ],
  ["a text of 4096", { type: "text", text: { body: "ñ".repeat(4096) } }],
  ["an image by link", { type: "image", image: { link: "https://a.b/c.jpg", caption: "c" } }],
  ["a template", { type: "template", template: { name: "hola", language: { code: "es" } } }],
  ["a contact", { type: "contacts", contacts: [{ name: { formatted_name: "Ana Ruiz", first_name: "Ana" } }] }],
])("accepts %s", async (_, body) => {
  expect((await scene.post(body)).status).toBe(200);
});

it.each([
  ["a text of 4097", { type: "text", text: { body: "a".repeat(4097) } }, 100, "at most 4096"],
  ["an empty text", { type: "text", text: { body: "" } }, 131008, "text['body']"],
  ["an unknown type", { type: "poll", poll: {} }, 100, ""],
  ["another product", { messaging_product: "sms", type: "text", text: { body: "a" } }, 100, "messaging_product"],
  ["a user id in to", { to: "MX.1234567", type: "text", text: { body: "a" } }, 131009, "recipient"],
  ["four buttons", buttons("a", "b", "c", "d"), 131009, "Max allowed buttons: 3"],
  ["no button", buttons(), 131009, "Min allowed buttons: 1"],
  ["a title of 21", buttons("a".repeat(21)), 131009, "Button title"],
  ["an empty title", buttons(""), 131008, "Button title"],
  ["two equal titles", buttons("a", "a"), 131009, "Duplicated button titles"],
  ["eleven rows", listOf([{ rows: rows(11) }]), 131009, "exceed max allowed count: 10"],
  ["a row title of 25", listOf([{ rows: [{ id: "a", title: "a".repeat(25) }] }]), 131009, "Row title"],
  [
    "a description of 73",
    listOf([{ rows: [{ id: "a", title: "a", description: "a".repeat(73) }] }]),
    131009,
    "description",
  ],
  ["two equal row ids", listOf([{ rows: [...rows(1), ...rows(1)] }]), 131009, "Duplicated row ids"],
  ["two sections without titles", listOf([{ rows: rows(1) }, { rows: rows(1) }]), 131008, "Section title"],
  ["a list opener of 21", listOf([{ rows: rows(1) }], { button: "a".repeat(21) }), 131009, "['button']"],
  [
    "opaque data of 513",
    { type: "text", text: { body: "a" }, biz_opaque_callback_data: "a".repeat(513) },
    131009,
    "biz",
  ],
])("refuses %s", async (...[, body, code, details]) => {
  const before = scene.graph.sent().length;
  const refusal = await errorOf(scene.post(body));
  expect(refusal).toMatchObject({ status: 400, code });
  expect(JSON.stringify(refusal)).toContain(details);
  expect(scene.graph.sent()).toHaveLength(before);
});

it("closes the window 24 h after the customer's last message, but not for templates", async () => {
  const to = "5215550100009";
  const template = { to, type: "template", template: { name: "hola", language: { code: "es" } } };
  expect(await errorOf(scene.sendText("hola", { to }))).toMatchObject({ status: 400, code: 131047 });
  expect((await scene.post(template)).status).toBe(200);
  const says = (at: Date) =>
    scene.graph.customerSays({ phoneNumberId: NUMBER.phoneNumberId, from: to, text: "hola", at });
  await says(new Date(Date.now() - 25 * 3_600_000));
  expect(await errorOf(scene.sendText("hola", { to }))).toMatchObject({ code: 131047 });
  await says(new Date());
  expect((await scene.sendText("hola", { to })).status).toBe(200);
});

it("has no window when told so", async () => {
  const open = await startScene({ window: false });
  expect((await open.sendText("hola")).status).toBe(200);
  await open.close();
});
