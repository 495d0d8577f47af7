import { createHmac } from "node:crypto";
import { request } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { APP } from "../graph/scene";
import { LUCIA, type PhoneScene, startPhoneScene } from "./phone-scene";

let phone: PhoneScene;
beforeAll(async () => void (phone = await startPhoneScene()));
afterAll(() => phone.close());

/** The answer to a request with headers that fetch does not let one set. */
const statusOf = (method: string, path: string, headers: Record<string, string>) =>
  new Promise<number | undefined>((resolve, reject) => {
    const asked = request(phone.url + path, { method, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    asked.on("error", reject).end();
  });

it("carries a text to the webhook, signed, and the answer of the business back to the page", async () => {
  const { heard, stop } = await phone.listen();
  expect(await phone.say({ text: " ¿Abren hoy? " })).toMatchObject({ status: 200, body: { status: 200 } });
  const { bytes, headers, value } = phone.receiver.received[0]!;
  const signature = createHmac("sha256", APP.appSecret).update(bytes).digest("hex");
  expect(headers["x-hub-signature-256"]).toBe(`sha256=${signature}`);
  expect(value).toMatchObject({
    contacts: [{ profile: { name: "Lucía Fernández" }, wa_id: LUCIA }],
    messages: [{ from: LUCIA, text: { body: "¿Abren hoy?" } }],
  });
  const { id } = value.messages[0]!;
  await phone.post({ to: undefined, status: "read", message_id: id, typing_indicator: { type: "text" } });
  await phone.sendText("¡Sí!", { to: LUCIA });
  const words = () => heard.map(({ event, data }) => [event, data.bubble?.from, data.bubble?.state]);
  await expect
    .poll(() => words().filter(([event]) => event === "bubble" || event === "typing"))
    .toEqual([
      ["bubble", "customer", "sending"],
      ["bubble", "customer", "received"],
      ["bubble", "customer", "read"],
      ["typing", undefined, undefined],
      ["bubble", "business", undefined],
    ]);
  expect(heard.findLast(({ event }) => event === "bubble")!.data).toMatchObject({
    customer: LUCIA,
    bubble: { text: "¡Sí!" },
  });
  stop();
});

it("tells the page at which message a reaction stands, and what was edited and deleted", async () => {
  await phone.say({ text: "hoal" });
  const [{ id: messageId } = { id: "" }] = (await phone.bubbles()).slice(-1);
  const { heard, stop } = await phone.listen();
  await phone.say({ reaction: { messageId, emoji: "❤️" } });
  await phone.post({ to: LUCIA, type: "reaction", reaction: { message_id: messageId, emoji: "👍" } });
  await phone.say({ edit: { messageId, text: "hola" } });
  await phone.say({ revoke: { messageId } });
  const both = [
    { from: "customer", emoji: "❤️" },
    { from: "business", emoji: "👍" },
  ];
  const state = { id: messageId, state: "received" };
  await expect
    .poll(() => heard.flatMap(({ data }) => data.bubble ?? []))
    .toMatchObject([
      { ...state, text: "hoal", reactions: [{ emoji: "❤️" }] },
      { ...state, text: "hoal", reactions: both },
      { ...state, text: "hola", edited: true, reactions: both },
      { id: messageId, text: "", deleted: true },
    ]);
  stop();
});

it("tells the page that numbers or customers have changed, once for many", async () => {
  const { heard, stop } = await phone.listen();
  await phone.ask("POST", "/api/customers", { name: "Eva", number: "+34 612 34 56 70" });
  await phone.ask("POST", "/api/customers", { name: "Eva María", number: "+34 612 34 56 70" });
  await expect.poll(() => heard).toEqual([{ event: "changed", data: {} }]);
  stop();
});

it("refuses an empty message and what is no JSON", async () => {
  expect((await phone.say({ text: "  " })).status).toBe(400);
  expect((await fetch(`${phone.url}/api/messages`, { method: "POST", body: "{" })).status).toBe(400);
});

it("answers only to this machine's own names", async () => {
  const { host, port } = new URL(phone.url);
  expect(await statusOf("GET", "/", { host: `localhost:${port}` })).toBe(200);
  for (const path of ["/api/state", "/api/exchanges", "/api/numbers/1", "/api/media/1"]) {
    expect(await statusOf("GET", path, { host: `evil.example:${port}` })).toBe(403);
  }
  expect(await statusOf("POST", "/api/read", { host, origin: "http://evil.example" })).toBe(403);
  expect(await statusOf("DELETE", "/api/faults", { host, origin: "null" })).toBe(403);
  expect(await statusOf("POST", "/api/read", { host, origin: phone.url })).toBe(400);
});

it("serves its page under a policy that lets no foreign script in, and no other file", async () => {
  const page = await fetch(phone.url);
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'; script-src 'self'");
  const html = await page.text();
  expect(html).not.toMatch(/ on\w+=|<script(?![^>]* src=)| style=/);
  const files = [...html.matchAll(/(?:src|href)="(\/[\w.]+)/g)].map(([, path]) => path!);
  expect(files).toContain("/page.js");
  for (const path of files) expect((await fetch(phone.url + path)).status).toBe(200);
  for (const path of ["/page.ts", "/../server.ts", "/%2e%2e/server.ts", "/index.html"]) {
    expect(await statusOf("GET", path, {})).toBe(404);
  }
});
