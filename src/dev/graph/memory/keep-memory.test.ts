import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { GraphEmulator } from "../graph-emulator";
import { type Receiver, startReceiver } from "../receiver";
import { ANA, APP, NUMBER } from "../scene";
import { startGraph } from "../server";

let dir: string;
let memoryFile: string;
let receiver: Receiver;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "recado-memory-"));
  memoryFile = path.join(dir, "graph-memory.v8");
  receiver = await startReceiver();
});
afterEach(async () => {
  await receiver.close();
  await rm(dir, { recursive: true });
});

const start = () => startGraph({ apps: [], numbers: [], memoryFile });
const { phoneNumberId } = NUMBER;
const chatOf = (graph: GraphEmulator) => graph.chat(phoneNumberId, ANA)!;
const says = (graph: GraphEmulator, text: string) =>
  graph.customerSays({ phoneNumberId, from: ANA, name: "Ana", text });

async function startAndTalk(): Promise<GraphEmulator> {
  const graph = await start();
  graph.addApp({ ...APP, callbackUrl: receiver.url });
  graph.addNumber(NUMBER);
  await says(graph, "hola");
  return graph;
}

it("finds chats, files, numbers, customers, templates and tokens again", async () => {
  const graph = await startAndTalk();
  const { waMessageId: messageId } = await says(graph, "hoal");
  await graph.customerSays({ phoneNumberId, from: ANA, edit: { messageId, text: "hola" } });
  await graph.customerSays({ phoneNumberId, from: ANA, reaction: { messageId, emoji: "❤️" } });
  await graph.customerSays({ phoneNumberId, from: ANA, userId: "MX.7", media: { type: "image" } });
  graph.addCustomer({ id: "34612345678", name: "Marta" });
  graph.setToken("spent", { expiresAt: new Date(0) });
  graph.addTemplate({
    businessAccountId: NUMBER.businessAccountId,
    name: "order_ready",
    language: "es",
    category: "UTILITY",
    status: "APPROVED",
    components: [],
    parameterFormat: "POSITIONAL",
  });
  const before = structuredClone(chatOf(graph));
  await graph.close();

  const next = await start();
  expect(chatOf(next)).toEqual(before);
  expect(next.chat(phoneNumberId, "MX.7")).toBe(chatOf(next));
  expect(next.numbers()).toEqual([NUMBER]);
  expect(next.app(APP.appId)).toMatchObject({ callbackUrl: receiver.url });
  expect(next.customers()).toEqual([{ id: "34612345678", name: "Marta" }]);
  expect(next.templates(NUMBER.businessAccountId)).toMatchObject([{ name: "order_ready" }]);
  const { content } = before.messages[2] as { content: { media: { id: string } } };
  expect(next.file(content.media.id)).toMatchObject({ mimeType: "image/jpeg" });
  const call = (token: string) =>
    fetch(`${next.url}/v26.0/${phoneNumberId}`, { headers: { authorization: `Bearer ${token}` } });
  expect([(await call(NUMBER.accessToken)).status, (await call("spent")).status]).toEqual([200, 401]);
  await next.close();
});

it("goes on in a chat whose number was made anew, with ids that were never there", async () => {
  const graph = await startAndTalk();
  await graph.close();
  const next = await start();
  next.addApp({ ...APP, callbackUrl: receiver.url });
  next.addNumber({ ...NUMBER, name: "Café" });
  expect((await says(next, "otra vez")).status).toBe(200);
  const ids = chatOf(next).messages.map(({ waMessageId }) => waMessageId);
  expect(new Set(ids).size).toBe(2);
  expect(next.numbers()).toMatchObject([{ name: "Café" }]);
  await next.close();
});

it("writes soon after a change, for nobody else on this machine to read", async () => {
  const graph = await startAndTalk();
  await expect.poll(() => readdir(dir)).toEqual(["graph-memory.v8"]);
  expect((await stat(memoryFile)).mode & 0o777).toBe(0o600);
  const next = await start();
  expect(chatOf(next).messages).toMatchObject([{ content: { text: "hola" } }]);
  await next.close();
  await graph.close();
});

it("says of a message that was waiting that nobody brings it any more", async () => {
  const graph = await startAndTalk();
  receiver.answerWith(503);
  await says(graph, "¿siguen ahí?");
  await graph.close();
  const next = await start();
  const { lastAttempt } = chatOf(next).messages[1] as { lastAttempt: object };
  expect(lastAttempt).toEqual({ attempt: 1, status: 503, error: "Meta was stopped meanwhile" });
  await next.close();
});

it.each([
  ["no file of V8's", Buffer.from("[1, 2")],
  ["a file that was cut", undefined],
])("starts empty with %s, and sets it aside in words", async (_, bytes) => {
  const graph = await startAndTalk();
  await graph.close();
  const whole = await readFile(memoryFile);
  const broken = bytes ?? whole.subarray(0, whole.length / 2);
  await writeFile(memoryFile, broken);
  const words = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const next = await start();
  expect(words.mock.calls.join()).toContain("forgets what it kept");
  words.mockRestore();
  expect(next.numbers()).toEqual([]);
  expect(await readFile(`${memoryFile}.unreadable`)).toEqual(Buffer.from(broken));
  await next.close();
});
