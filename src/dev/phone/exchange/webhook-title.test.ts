import { afterAll, beforeAll, expect, it } from "vitest";
import { ANA, NUMBER, type Scene, startScene } from "../../graph/scene";
import { webhookTitle } from "./webhook-title";

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
  await scene.anaSays("hola");
});
afterAll(() => scene.close());

const { phoneNumberId } = NUMBER;
const metadata = { phone_number_id: phoneNumberId };
const titleOf = (value: object, field = "messages") =>
  webhookTitle({ entry: [{ changes: [{ field, value: { metadata, ...value } }] }] }, scene.graph);
const message = (content: object) =>
  titleOf({ contacts: [{ profile: { name: "Ana" }, wa_id: ANA }], messages: [{ from: ANA, ...content }] }).title;

it.each([
  [{ type: "text" }, "text from Ana"],
  [{ type: "image" }, "photo from Ana"],
  [{ type: "audio", audio: { voice: true } }, "voice note from Ana"],
  [{ type: "interactive", interactive: { type: "list_reply" } }, "tap from Ana"],
  [{ type: "interactive", interactive: { type: "nfm_reply" } }, "form from Ana"],
  [{ type: "button" }, "tap from Ana"],
  [{ type: "reaction" }, "reaction from Ana"],
  [{ type: "edit" }, "edit from Ana"],
  [{ type: "revoke" }, "deletion from Ana"],
])("calls %j %s", (content, words) => {
  expect(message(content)).toBe(words);
});

it("counts what else is in a batch", () => {
  const statuses = ["sent", "delivered", "read"].map((status) => ({ status, recipient_id: ANA }));
  expect(titleOf({ statuses })).toEqual({ title: "sent and 2 more", chat: { phoneNumberId, customer: ANA } });
});

it("says why a message failed", () => {
  expect(titleOf({ statuses: [{ status: "failed", errors: [{ title: "Message undeliverable" }] }] })).toEqual({
    title: "failed: Message undeliverable",
  });
});

it("names what concerns no message by its field", () => {
  expect(titleOf({ event: "APPROVED" }, "message_template_status_update").title).toBe(
    "message template status update: approved",
  );
  expect(webhookTitle("nothing", scene.graph)).toEqual({ title: "webhook" });
});
