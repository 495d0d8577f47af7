import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { APP, NUMBER } from "../../graph/scene";
import type { Exchange } from "../page-model";
import { LUCIA, type PhoneScene, startPhoneScene } from "../phone-scene";

let phone: PhoneScene;
beforeAll(async () => void (phone = await startPhoneScene({ redeliveryGapsMs: [10] })));
afterAll(() => phone.close());
/** What other tests have left. */
let before: string[] = [];
beforeEach(async () => void (before = (await all()).map(({ id }) => id)));

const chat = { phoneNumberId: NUMBER.phoneNumberId, customer: LUCIA };
const all = async () => (await phone.ask("GET", "/api/exchanges")).body as Exchange[];
const exchanges = async () => (await all()).filter(({ id }) => !before.includes(id));
const titles = async () => (await exchanges()).map(({ title }) => title);
const withTitle = async (title: string) => (await exchanges()).filter((exchange) => exchange.title === title);

it("shows what was brought and what was called, oldest first, with whose chat it is", async () => {
  await phone.say({ text: "hola" });
  const { id } = phone.lastHeard();
  await phone.post({ to: undefined, status: "read", message_id: id });
  await phone.post({ to: undefined, status: "read", message_id: id, typing_indicator: { type: "text" } });
  await phone.sendText("¡Hola!", { to: `+${LUCIA}` });
  await expect
    .poll(titles)
    .toEqual(["text from Lucía Fernández", "mark read", "typing", "text to +1 202 555 0114", "sent", "delivered"]);
  const told = await exchanges();
  expect(told.map((exchange) => exchange.chat)).toEqual(told.map(() => chat));
  expect(told[0]).toMatchObject({
    kind: "webhook",
    method: "POST",
    path: "/webhook",
    attempt: 1,
    status: 200,
    ms: expect.any(Number) as number,
    request: { entry: [{ changes: [{ value: { messages: [{ text: { body: "hola" } }] } }] }] },
  });
  expect(told[3]).toMatchObject({
    kind: "call",
    method: "POST",
    path: `/v26.0/${NUMBER.phoneNumberId}/messages`,
    status: 200,
    request: { text: { body: "¡Hola!" } },
    response: { messages: [{ id: phone.graph.sent()[0]!.waMessageId }] },
  });
  expect(told[3]).not.toHaveProperty("problem");
});

it("shows each try of a webhook, why it failed and when it comes again", async () => {
  phone.receiver.answerWith(503);
  await phone.say({ text: "hola" });
  await expect.poll(async () => (await exchanges()).at(-1)).toMatchObject({ attempt: 2, status: 200 });
  const [first, second] = await exchanges();
  expect(first).toMatchObject({
    attempt: 1,
    status: 503,
    problem: "Recado could not store the message (503).",
    retryAt: expect.any(String) as string,
  });
  expect(second).not.toHaveProperty("retryAt");
});

it("shows Meta's refusals and the faults that were played", async () => {
  await phone.say({ text: "hola" });
  const send = () => phone.sendText("a", { to: LUCIA }).catch(() => undefined);
  await phone.sendText("", { to: LUCIA });
  phone.graph.faults.sends({ kind: "error", code: 131056 });
  phone.graph.faults.sends({ kind: "cut", accepted: true });
  phone.graph.faults.calls({ kind: "empty", status: 502 });
  await send();
  await send();
  await phone.call(NUMBER.phoneNumberId);
  await expect.poll(titles).toHaveLength(7);
  const calls = async () => (await exchanges()).filter(({ kind }) => kind === "call");
  expect(await calls()).toMatchObject([
    { status: 400, problem: expect.stringContaining("text['body']") as string },
    { status: 400, problem: "Fault played: Meta's error 131056.", response: { error: { code: 131056 } } },
    { status: 0, problem: "Fault played: accepted, then cut off." },
    { title: "read the number", status: 502, problem: "Fault played: 502 with nothing in it." },
  ]);
});

it("strikes out whatever opens something", async () => {
  const proof = createHmac("sha256", APP.appSecret).update(NUMBER.accessToken).digest("hex");
  await phone.call(`debug_token?input_token=${NUMBER.accessToken}&appsecret_proof=${proof}`);
  await phone.call(`${NUMBER.phoneNumberId}?access_token=${NUMBER.accessToken}`);
  const body = JSON.stringify({ messaging_product: "whatsapp", pin: "123456" });
  await phone.call(`${NUMBER.phoneNumberId}/register`, { method: "POST", body });
  await phone.graph.setCallback(APP.appId, { url: phone.receiver.url, verifyToken: phone.receiver.verifyToken });
  const { id } = phone.graph.media.keep({
    phoneNumberId: NUMBER.phoneNumberId,
    mimeType: "image/png",
    bytes: Buffer.from("a"),
  });
  const { url } = (await (await phone.call(id)).json()) as { url: string };
  await fetch(url, { headers: { authorization: `Bearer ${NUMBER.accessToken}` } });
  expect(await titles()).toEqual([
    "check the token",
    "read the number",
    "register",
    "callback check",
    "read a file's address",
    "fetch a file",
  ]);
  const shown = JSON.stringify(await exchanges());
  for (const secret of [NUMBER.accessToken, proof, "123456", phone.receiver.verifyToken, /hash=[^*]/.exec(url)![0]]) {
    expect(shown).not.toContain(secret);
  }
  expect((await withTitle("register"))[0]!.request).toEqual({ messaging_product: "whatsapp", pin: "***" });
});

it("notes what is too long to keep, and of an upload what it is", async () => {
  await phone.graph.deliver({ object: "whatsapp_business_account", entry: ["x".repeat(20_000)] });
  expect((await exchanges()).at(-1)!.request).toBe("20 kB, too long to keep.");
  const form = new FormData();
  form.set("messaging_product", "whatsapp");
  form.set("file", new File([new Uint8Array(2000)], "a.png", { type: "image/png" }));
  await phone.call(`${NUMBER.phoneNumberId}/media`, { method: "POST", body: form });
  expect((await withTitle("upload a file"))[0]!.request).toEqual({
    messaging_product: "whatsapp",
    file: "a.png, image/png, 2 kB",
  });
});

it("tells an open page when an exchange begins and when it has ended", async () => {
  const { heard, stop } = await phone.listen();
  await phone.say({ text: "hola" });
  const told = () => heard.filter(({ event }) => event === "exchange").map(({ data }) => data);
  await expect.poll(() => told().length).toBe(2);
  const [began, ended] = told();
  expect(began).toMatchObject({ title: "text from Lucía Fernández", chat });
  expect(began).not.toHaveProperty("status");
  expect(ended).toMatchObject({ id: began!.id, status: 200 });
  stop();
});
