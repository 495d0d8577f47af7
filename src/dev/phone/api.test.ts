import { afterAll, beforeAll, expect, it } from "vitest";
import { NUMBER } from "../graph/scene";
import { startReceiver } from "../graph/receiver";
import type { NumberCard } from "./page-model";
import { LUCIA, type PhoneScene, startPhoneScene } from "./phone-scene";

let phone: PhoneScene;
beforeAll(async () => void (phone = await startPhoneScene()));
afterAll(() => phone.close());

const JOSE = "13055550137";

it("sends a tap with the message it answers", async () => {
  await phone.say({ tap: { kind: "button_reply", id: "opt-0", title: "Sí", contextId: "wamid.asked" } });
  expect(phone.lastHeard()).toMatchObject({
    context: { id: "wamid.asked" },
    interactive: { button_reply: { id: "opt-0", title: "Sí" } },
  });
  await phone.say({ tap: { kind: "button", id: "OP_YES", title: "Sí", contextId: "wamid.template" } });
  expect(phone.lastHeard()).toMatchObject({ type: "button", button: { payload: "OP_YES", text: "Sí" } });
});

it("sends a filled-in form, a place, a contact and a reply", async () => {
  await phone.say({ form: { token: "t", answers: { day: "Friday" }, contextId: "wamid.asked" } });
  expect(phone.lastHeard()).toMatchObject({
    interactive: { nfm_reply: { response_json: '{"day":"Friday","flow_token":"t"}' } },
  });
  await phone.say({ location: { latitude: 4.5, longitude: -74, name: "Plaza", address: "Calle 11" } });
  expect(phone.lastHeard()).toMatchObject({ location: { latitude: 4.5, name: "Plaza", address: "Calle 11" } });
  await phone.say({ contacts: [{ name: "Bea", phones: ["+1 202 555 0199"] }] });
  expect(phone.lastHeard()).toMatchObject({ contacts: [{ phones: [{ wa_id: "12025550199" }] }] });
  const said = await phone.say({ text: "uno" });
  const { waMessageId: contextId } = said.body as { waMessageId: string };
  await phone.say({ text: "dos", contextId });
  expect(phone.lastHeard()).toMatchObject({ context: { from: LUCIA, id: contextId }, text: { body: "dos" } });
});

it("sends a file: pictures, sound and film as such, all else as a document with its name", async () => {
  const send = async (mimeType: string, filename: string, more: object = {}) => {
    await phone.say({ file: { mimeType, filename, bytes: Buffer.from("a file").toString("base64"), ...more } });
    return phone.lastHeard();
  };
  expect(await send("image/png", "photo.png")).toMatchObject({ type: "image", image: { mime_type: "image/png" } });
  expect(await send("audio/mpeg", "song.mp3")).toMatchObject({ type: "audio", audio: { voice: false } });
  expect(await send("audio/ogg", "voice-note", { voice: true })).toMatchObject({
    type: "audio",
    audio: { mime_type: "audio/ogg; codecs=opus", voice: true },
  });
  expect(await send("image/webp", "smile.webp")).toMatchObject({ type: "sticker" });
  expect(await send("audio/wav", "song.wav")).toMatchObject({ type: "document", document: { filename: "song.wav" } });
  expect(await send("", "notes")).toMatchObject({ type: "document", document: { filename: "notes" } });
});

it("shows a kept file where that runs nothing, and hands over all others to be saved", async () => {
  const get = async (mimeType: string) => {
    const { id } = phone.graph.media.keep({
      phoneNumberId: NUMBER.phoneNumberId,
      mimeType,
      bytes: Buffer.from("<script>"),
    });
    const { headers } = await fetch(`${phone.url}/api/media/${id}`);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    return [headers.get("content-type"), headers.get("content-disposition")];
  };
  expect(await get("image/png")).toEqual(["image/png", "inline"]);
  expect(await get("audio/ogg; codecs=opus")).toEqual(["audio/ogg; codecs=opus", "inline"]);
  for (const type of ["image/svg+xml", "text/html", "application/pdf", "image/png\u2028text/html"]) {
    expect(await get(type)).toEqual(["application/octet-stream", "attachment"]);
  }
  expect((await fetch(`${phone.url}/api/media/404`)).status).toBe(404);
  await phone.say({ file: { mimeType: "image/png", filename: "a.png", bytes: Buffer.from("png").toString("base64") } });
  const { media } = (await phone.bubbles()).at(-1)!;
  expect(await (await fetch(phone.url + media!.url)).text()).toBe("png");
});

it("refuses in words what WhatsApp's app does not offer", async () => {
  await phone.say({ text: "hola" });
  await phone.sendText("buenas", { to: LUCIA });
  const { id: messageId } = (await phone.bubbles()).at(-1)!;
  expect(await phone.say({ revoke: { messageId } })).toEqual({
    status: 400,
    body: { error: "Only your own messages can be edited or deleted." },
  });
});

it("writes for a customer who hides the number", async () => {
  await phone.say({ text: "hola" }, "GB.7700900199");
  expect(phone.lastHeard()).toMatchObject({ from_user_id: "GB.7700900199" });
});

it("says in plain words why a message did not arrive", async () => {
  phone.receiver.answerWith(503);
  await phone.say({ text: "¿Siguen ahí?" }, "447700900142");
  expect(await phone.bubbles("447700900142")).toMatchObject([
    { text: "¿Siguen ahí?", state: "failed", problem: { title: "Recado could not store the message (503)." } },
  ]);
});

it("tells the business once that its message was read, and counts what is unread", async () => {
  await phone.say({ text: "hola" }, JOSE);
  await phone.sendText("buenas", { to: JOSE });
  const { id } = (await phone.bubbles(JOSE)).at(-1)!;
  const unread = async () => {
    const { chats } = (await phone.ask("GET", "/api/state")).body as { chats: { customer: string; unread: number }[] };
    return chats.find(({ customer }) => customer === JOSE)!.unread;
  };
  expect(await unread()).toBe(1);
  const read = async () => (await phone.ask("POST", "/api/read", { waMessageIds: [id, "wamid.unknown"] })).body;
  expect([await read(), await read()]).toEqual([{ read: 1 }, { read: 0 }]);
  expect(phone.receiver.statuses().filter((told) => told["id"] === id && told["status"] === "read")).toHaveLength(1);
  expect(await unread()).toBe(0);
});

it("adds a customer, and refuses what is no number with a sentence", async () => {
  const added = await phone.ask("POST", "/api/customers", { name: " Marta ", number: "+34 612 34 56 78" });
  expect(added.body).toEqual({ id: "34612345678", name: "Marta", number: "+34 612 34 56 78" });
  expect(await phone.ask("POST", "/api/customers", { name: "Marta", number: "12" })).toEqual({
    status: 400,
    body: { error: "Write the number with its country code, like +1 202 555 0114." },
  });
  const { customers } = (await phone.ask("GET", "/api/state")).body as { customers: { name: string }[] };
  expect(customers.map(({ name }) => name)).toContain("Marta");
});

it("adds a number with all that Recado's settings ask for, and its own callback", async () => {
  const added = await phone.ask("POST", "/api/numbers", { name: "Flores del Sur", number: "+1 555 078 4400" });
  const card = added.body as NumberCard;
  expect(card).toMatchObject({ name: "Flores del Sur", displayPhoneNumber: "+1 555 078 4400" });
  const { phoneNumberId, accessToken: token, businessAccountId } = card;
  const read = await phone.call(`${businessAccountId}/phone_numbers`, { token });
  expect(await read.json()).toMatchObject({ data: [{ id: phoneNumberId, verified_name: "Flores del Sur" }] });
  const again = await phone.ask("POST", "/api/numbers", { name: "Otra", number: "15550784400" });
  expect(again).toMatchObject({ status: 409, body: { error: "A business has this number already." } });

  const receiver = await startReceiver();
  const { url, verifyToken } = receiver;
  const set = (token: string) => phone.ask("POST", "/api/callbacks", { phoneNumberId, url, verifyToken: token });
  expect(await set("wrong")).toEqual({
    status: 400,
    body: { error: "The callback was not accepted: answered 403: the verify token is not the one in its settings." },
  });
  expect((await phone.ask("GET", `/api/numbers/${phoneNumberId}`)).body).toEqual(card);
  expect(await set(verifyToken)).toEqual({ status: 200, body: { ok: true } });
  expect((await phone.ask("GET", `/api/numbers/${phoneNumberId}`)).body).toEqual({ ...card, callbackUrl: url });
  await phone.say({ phoneNumberId, text: "hola" });
  expect(receiver.received[0]!.value.messages).toMatchObject([{ text: { body: "hola" } }]);
  await receiver.close();
  expect((await phone.ask("GET", "/api/numbers/404")).status).toBe(404);
});

it("sets, says and clears faults as the emulator's own address does", async () => {
  const send = { fault: { kind: "error", code: 131056 }, times: 1 };
  const nothing = { sends: [], calls: [], statuses: {}, webhooks: {} };
  expect((await phone.ask("POST", "/api/faults", { sends: [send] })).body).toEqual({ ...nothing, sends: [send] });
  expect((await phone.ask("GET", "/api/faults")).body).toMatchObject({ sends: [send] });
  expect((await phone.ask("DELETE", "/api/faults")).body).toEqual(nothing);
  const refused = await phone.ask("POST", "/api/faults", { storms: [] });
  expect(refused).toMatchObject({ status: 400, body: { error: expect.stringContaining("storms") as string } });
});
