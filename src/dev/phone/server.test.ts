import { createHmac } from "node:crypto";
import { request } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { APP, NUMBER, type Scene, startScene } from "../graph/scene";
import type { Bubble } from "./bubble";
import { startPhone } from "./server";

const LUCIA = "12025550114";
let scene: Scene;
let phone: Awaited<ReturnType<typeof startPhone>>;
beforeAll(async () => {
  scene = await startScene();
  phone = await startPhone({ graph: scene.graph });
});
afterAll(async () => {
  await phone.close();
  await scene.close();
});

const post = (path: string, body: object) =>
  fetch(`${phone.url}${path}`, { method: "POST", body: JSON.stringify(body) });
const say = (content: object, customer = LUCIA) =>
  post("/api/messages", { phoneNumberId: NUMBER.phoneNumberId, customer, ...content });
const chatOf = async (customer: string) => {
  const query = new URLSearchParams({ phoneNumberId: NUMBER.phoneNumberId, customer });
  return (await (await fetch(`${phone.url}/api/chat?${query.toString()}`)).json()) as {
    bubbles: Bubble[];
    typingUntil?: string;
  };
};
/** The answer to a request with headers that fetch does not let one set. */
const statusOf = (method: string, path: string, headers: Record<string, string>) =>
  new Promise<number | undefined>((resolve, reject) => {
    const asked = request(phone.url + path, { method, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    asked.on("error", reject).end();
  });

async function listen() {
  const stop = new AbortController();
  const answer = await fetch(`${phone.url}/api/events`, { signal: stop.signal });
  const heard: { event: string; data: { customer: string; bubble?: Bubble; until?: string } }[] = [];
  void (async () => {
    let text = "";
    const decoder = new TextDecoder();
    for await (const chunk of answer.body!) {
      const frames = (text + decoder.decode(chunk, { stream: true })).split("\n\n");
      text = frames.pop()!;
      for (const frame of frames) {
        const [, event, data] = /^event: (.*)\ndata: (.*)$/.exec(frame) ?? [];
        if (event) heard.push({ event, data: JSON.parse(data!) as (typeof heard)[number]["data"] });
      }
    }
  })().catch(() => undefined);
  return { heard, stop: () => stop.abort() };
}

it("carries a text to the webhook, signed, and the answer of the business back to the page", async () => {
  const { heard, stop } = await listen();
  expect(await (await say({ text: " ¿Abren hoy? " })).json()).toMatchObject({ status: 200 });
  const { bytes, headers, value } = scene.receiver.received[0]!;
  const signature = createHmac("sha256", APP.appSecret).update(bytes).digest("hex");
  expect(headers["x-hub-signature-256"]).toBe(`sha256=${signature}`);
  expect(value).toMatchObject({
    contacts: [{ profile: { name: "Lucía Fernández" }, wa_id: LUCIA }],
    messages: [{ from: LUCIA, text: { body: "¿Abren hoy?" } }],
  });
  const typing = {
    to: undefined,
    status: "read",
    message_id: value.messages[0]!["id"],
    typing_indicator: { type: "text" },
  };
  await scene.post(typing);
  await scene.sendText("¡Sí!", { to: LUCIA });
  await expect
    .poll(() => heard.map(({ event, data }) => [event, data.bubble?.from, data.bubble?.state]))
    .toEqual([
      ["bubble", "customer", "sending"],
      ["bubble", "customer", "received"],
      ["bubble", "customer", "read"],
      ["typing", undefined, undefined],
      ["bubble", "business", undefined],
    ]);
  expect(heard.at(-1)!.data).toMatchObject({ customer: LUCIA, bubble: { text: "¡Sí!" } });
  stop();
});

it("sends a tap with the message it answers", async () => {
  const tap = { kind: "button_reply", id: "opt-0", title: "Sí", contextId: "wamid.asked" };
  await say({ tap });
  expect(scene.receiver.received.at(-1)!.value.messages[0]).toMatchObject({
    context: { id: "wamid.asked" },
    interactive: { button_reply: { id: "opt-0", title: "Sí" } },
  });
});

it("sends a filled-in form and a place", async () => {
  await say({ form: { token: "t", answers: { day: "Friday" }, contextId: "wamid.asked" } });
  expect(scene.receiver.received.at(-1)!.value.messages[0]).toMatchObject({
    interactive: { nfm_reply: { response_json: '{"day":"Friday","flow_token":"t"}' } },
  });
  await say({ location: { latitude: 4.5, longitude: -74, name: "Plaza" } });
  expect(scene.receiver.received.at(-1)!.value.messages[0]).toMatchObject({
    location: { latitude: 4.5, name: "Plaza" },
  });
});

it("sends a file: pictures, sound and film as such, all else as a document with its name", async () => {
  const send = async (mimeType: string, filename: string) => {
    await say({ file: { mimeType, filename, bytes: Buffer.from("a file").toString("base64") } });
    return scene.receiver.received.at(-1)!.value.messages[0];
  };
  expect(await send("image/png", "photo.png")).toMatchObject({ type: "image", image: { mime_type: "image/png" } });
  expect(await send("audio/ogg", "voice.ogg")).toMatchObject({ type: "audio" });
  expect(await send("audio/wav", "song.wav")).toMatchObject({ type: "document", document: { filename: "song.wav" } });
  expect(await send("", "notes")).toMatchObject({ type: "document", document: { filename: "notes" } });
});

it("writes for a customer who hides the number", async () => {
  await say({ text: "hola" }, "GB.7700900199");
  expect(scene.receiver.received.at(-1)!.value.messages[0]).toMatchObject({ from_user_id: "GB.7700900199" });
});

it("says in plain words why a message did not arrive", async () => {
  scene.receiver.answerWith(503);
  await say({ text: "¿Siguen ahí?" }, "13055550137");
  expect((await chatOf("13055550137")).bubbles).toMatchObject([
    { text: "¿Siguen ahí?", state: "failed", problem: { title: "Recado could not store the message (503)." } },
  ]);
});

it("tells the business once that its message was read", async () => {
  await say({ text: "hola" });
  await scene.sendText("buenas", { to: LUCIA });
  const { waMessageId } = scene.graph.sent().at(-1)!;
  const read = async () => (await post("/api/read", { waMessageIds: [waMessageId, "wamid.unknown"] })).text();
  expect([await read(), await read()]).toEqual(['{"read":1}', '{"read":0}']);
  const reads = scene.receiver.statuses().filter(({ id, status }) => id === waMessageId && status === "read");
  expect(reads).toHaveLength(1);
});

it("adds a customer, and refuses what is no number with a sentence", async () => {
  const added = await post("/api/customers", { name: " Marta ", number: "+34 612 34 56 78" });
  expect(await added.json()).toEqual({ id: "34612345678", name: "Marta", number: "+34 612 34 56 78" });
  const refused = await post("/api/customers", { name: "Marta", number: "12" });
  expect([refused.status, await refused.json()]).toEqual([
    400,
    { error: "Write the number with its country code, like +1 202 555 0114." },
  ]);
  const { customers } = (await (await fetch(`${phone.url}/api/state`)).json()) as { customers: { name: string }[] };
  expect(customers.map(({ name }) => name)).toContain("Marta");
});

it("refuses an empty message and what is no JSON", async () => {
  expect((await say({ text: "  " })).status).toBe(400);
  expect((await fetch(`${phone.url}/api/messages`, { method: "POST", body: "{" })).status).toBe(400);
});

it("answers only to this machine's own names", async () => {
  const { host, port } = new URL(phone.url);
  expect(await statusOf("GET", "/", { host: `localhost:${port}` })).toBe(200);
  expect(await statusOf("GET", "/api/state", { host: `evil.example:${port}` })).toBe(403);
  expect(await statusOf("POST", "/api/read", { host, origin: "http://evil.example" })).toBe(403);
  expect(await statusOf("POST", "/api/read", { host, origin: "null" })).toBe(403);
  expect(await statusOf("POST", "/api/read", { host, origin: phone.url })).toBe(400);
});

it("serves its page under a policy that lets nothing else in, and no other file", async () => {
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
