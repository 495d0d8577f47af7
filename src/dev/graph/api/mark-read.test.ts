import { afterAll, beforeAll, expect, it } from "vitest";
import { ANA, NUMBER, type Scene, startScene } from "../scene";

let scene: Scene;
beforeAll(async () => void (scene = await startScene()));
afterAll(() => scene.close());

const chat = () => scene.graph.chat(NUMBER.phoneNumberId, ANA)!;
const markRead = (message_id: string, more: object = {}) =>
  scene.post({ to: undefined, status: "read", message_id, ...more });

it("reads a message and all before it, without a message to the customer", async () => {
  await scene.anaSays("uno");
  const { waMessageId } = await scene.anaSays("dos");
  await scene.anaSays("tres");
  const answer = await markRead(waMessageId);
  expect([answer.status, await answer.json()]).toEqual([200, { success: true }]);
  expect(chat().messages.map((message) => message.readAt !== undefined)).toEqual([true, true, false]);
  expect(scene.graph.sent()).toEqual([]);
});

it("reads with a reaction what was said before it", async () => {
  const { waMessageId: messageId } = await scene.anaSays("cuatro");
  const { phoneNumberId } = NUMBER;
  const reacted = await scene.graph.customerSays({ phoneNumberId, from: ANA, reaction: { messageId, emoji: "🙏" } });
  await markRead(reacted.waMessageId);
  expect(chat().messages.every((message) => message.readAt !== undefined)).toBe(true);
});

it("shows typing for 25 s, and ends it with the reply", async () => {
  const { waMessageId } = await scene.anaSays("hola");
  await markRead(waMessageId, { typing_indicator: { type: "text" } });
  const left = chat().typingUntil!.getTime() - Date.now();
  expect(left).toBeGreaterThan(20_000);
  expect(left).toBeLessThanOrEqual(25_000);
  await scene.sendText("hola");
  expect(chat().typingUntil).toBeUndefined();
});

it("accepts an id it never saw, and refuses nonsense", async () => {
  expect((await markRead("wamid.unknown")).status).toBe(200);
  expect((await markRead("wamid.unknown", { typing_indicator: { type: "video" } })).status).toBe(400);
  expect((await markRead("")).status).toBe(400);
});
