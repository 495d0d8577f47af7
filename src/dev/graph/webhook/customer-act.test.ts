import { afterAll, beforeAll, expect, it } from "vitest";
import { ANA, NUMBER, type Scene, startScene } from "../scene";
import type { HeardMessage } from "../store";

let scene: Scene;
beforeAll(async () => void (scene = await startScene()));
afterAll(() => scene.close());

const { phoneNumberId } = NUMBER;
const MINUTE = 60_000;
const ago = (ms: number) => new Date(Date.now() - ms);
const says = (content: object) =>
  scene.graph.customerSays({ phoneNumberId, from: ANA, ...(content as { text: string }) });
const idOf = async (content: object) => (await says(content)).waMessageId;
const inChat = (id: string) =>
  scene.graph.chat(phoneNumberId, ANA)!.messages.find(({ waMessageId }) => waMessageId === id) as HeardMessage;
const webhook = () => scene.receiver.received.at(-1)!.value.messages[0]!;
const sendTo = async (body: object) => {
  const answer = (await (await scene.post(body)).json()) as { messages: { id: string }[] };
  return answer.messages[0]!.id;
};

it("puts a customer's reaction at its message and takes it back, as a webhook of its own each time", async () => {
  const messageId = await idOf({ text: "hola" });
  await says({ reaction: { messageId, emoji: "❤️" } });
  expect(webhook()).toMatchObject({ type: "reaction", reaction: { message_id: messageId, emoji: "❤️" } });
  await says({ reaction: { messageId, emoji: "👍" } });
  expect(inChat(messageId).reactions).toEqual([{ from: "customer", emoji: "👍" }]);
  await says({ reaction: { messageId, emoji: "" } });
  expect(webhook()["reaction"]).toEqual({ message_id: messageId });
  expect(inChat(messageId).reactions).toEqual([]);
});

it("puts the business's reaction beside it, and neither among the messages of the chat", async () => {
  const messageId = await idOf({ text: "hola" });
  const count = scene.graph.chat(phoneNumberId, ANA)!.messages.length;
  await says({ reaction: { messageId, emoji: "❤️" } });
  const reaction = await sendTo({ type: "reaction", reaction: { message_id: messageId, emoji: "👍" } });
  expect(inChat(messageId).reactions).toEqual([
    { from: "customer", emoji: "❤️" },
    { from: "business", emoji: "👍" },
  ]);
  expect(scene.graph.chat(phoneNumberId, ANA)!.messages).toHaveLength(count);
  expect(scene.graph.sent({ type: "reaction" }).map(({ waMessageId }) => waMessageId)).toEqual([reaction]);
});

it("shows no reaction that Meta does not deliver", async () => {
  const messageId = await idOf({ text: "hola", at: ago(31 * 24 * 60 * MINUTE) });
  await sendTo({ type: "reaction", reaction: { message_id: messageId, emoji: "👍" } });
  expect(inChat(messageId).reactions).toBeUndefined();
});

it("edits a text, with what it quotes", async () => {
  const messageId = await idOf({ text: "hoal", contextId: "wamid.M0", at: ago(14 * MINUTE) });
  await says({ edit: { messageId, text: "hola" } });
  expect(webhook()).toMatchObject({
    type: "edit",
    edit: {
      original_message_id: messageId,
      message: { context: { id: "wamid.M0" }, type: "text", text: { body: "hola" } },
    },
  });
  expect(inChat(messageId)).toMatchObject({ content: { text: "hola" }, editedAt: expect.any(Date) as Date });
});

it("edits a caption", async () => {
  const messageId = await idOf({ media: { type: "image", id: "7", caption: "antes" } });
  await says({ edit: { messageId, text: "después" } });
  expect(webhook()["edit"]).toMatchObject({ message: { type: "image", image: { id: "7", caption: "después" } } });
});

it("deletes a message and what stood at it", async () => {
  const messageId = await idOf({ text: "perdón", at: ago(47 * 60 * MINUTE) });
  await says({ reaction: { messageId, emoji: "❤️" } });
  await says({ revoke: { messageId } });
  expect(webhook()).toMatchObject({ type: "revoke", revoke: { original_message_id: messageId } });
  expect(inChat(messageId)).toMatchObject({ deletedAt: expect.any(Date) as Date, reactions: [] });
  await expect(says({ reaction: { messageId, emoji: "❤️" } })).rejects.toThrow("was deleted");
});

it("refuses in words what WhatsApp's app does not offer", async () => {
  const old = await idOf({ text: "viejo", at: ago(16 * MINUTE) });
  const older = await idOf({ text: "muy viejo", at: ago(49 * 60 * MINUTE) });
  const place = await idOf({ location: { latitude: 4, longitude: -74 } });
  const theirs = await sendTo({ type: "text", text: { body: "nuestro" } });
  const count = scene.receiver.received.length;
  await expect(says({ edit: { messageId: old, text: "a" } })).rejects.toThrow("for 15 minutes");
  await expect(says({ revoke: { messageId: older } })).rejects.toThrow("for two days");
  await expect(says({ edit: { messageId: place, text: "a" } })).rejects.toThrow("Only texts and captions");
  await expect(says({ revoke: { messageId: theirs } })).rejects.toThrow("Only your own");
  await expect(says({ reaction: { messageId: theirs, emoji: "bien" } })).rejects.toThrow("one emoji");
  await expect(says({ revoke: { messageId: "wamid.none" } })).rejects.toThrow("not in this chat");
  expect(scene.receiver.received.slice(count).flatMap(({ value }) => value.messages)).toEqual([]);
});
