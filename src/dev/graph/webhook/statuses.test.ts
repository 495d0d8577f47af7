import { expect, it } from "vitest";
import { ANA, NUMBER, startScene } from "../scene";

it("follows an accepted message with sent and delivered, the opaque data on each", async () => {
  const scene = await startScene();
  await scene.anaSays("hola");
  await scene.sendText("buenas", { biz_opaque_callback_data: "row-7" });
  await expect.poll(() => scene.receiver.statuses()).toHaveLength(2);
  const [message] = scene.graph.sent();
  expect(scene.receiver.statuses()).toMatchObject([
    { id: message!.waMessageId, status: "sent", recipient_id: ANA, biz_opaque_callback_data: "row-7" },
    { id: message!.waMessageId, status: "delivered", recipient_id: ANA, biz_opaque_callback_data: "row-7" },
  ]);
  await scene.close();
});

it("reads by itself when told so", async () => {
  const scene = await startScene({ statusesUpTo: "read" });
  await scene.anaSays("hola");
  await scene.sendText("buenas");
  await expect.poll(() => scene.receiver.statuses().map(({ status }) => status)).toEqual(["sent", "delivered", "read"]);
  expect(scene.graph.sent()[0]!.readAt).toBeInstanceOf(Date);
  await scene.close();
});

it("reports a failure with Meta's words, without contacts", async () => {
  const scene = await startScene({ window: false, statusesUpTo: "none" });
  await scene.sendText("buenas");
  const { waMessageId } = scene.graph.sent()[0]!;
  await scene.graph.status({ waMessageId, status: "failed", error: { code: 131026 } });
  const { value } = scene.receiver.received[0]!;
  expect(value).not.toHaveProperty("contacts");
  expect(value.statuses[0]).toMatchObject({
    status: "failed",
    errors: [{ code: 131026, title: "Message undeliverable" }],
  });
  await scene.close();
});

it("reports on ids that were never sent, if number and customer are said", async () => {
  const scene = await startScene();
  const { phoneNumberId } = NUMBER;
  await scene.graph.status({ waMessageId: "wamid.early", status: "read", phoneNumberId, to: ANA, opaque: "row-8" });
  expect(scene.receiver.statuses()).toMatchObject([
    { id: "wamid.early", status: "read", biz_opaque_callback_data: "row-8" },
  ]);
  const unknown = scene.graph.status({ waMessageId: "wamid.none", status: "read" });
  await expect(unknown).rejects.toThrow("was not sent here");
  await scene.close();
});

it("reports a reaction as sent only, and one to no message as failed", async () => {
  const scene = await startScene({ statusesUpTo: "read" });
  const { waMessageId } = await scene.anaSays("hola");
  await scene.graph.deliver({
    entry: [
      {
        changes: [
          {
            value: { metadata: { phone_number_id: NUMBER.phoneNumberId }, messages: [{ from: ANA, id: "wamid.raw" }] },
          },
        ],
      },
    ],
  });
  const react = (message_id: string) => scene.post({ type: "reaction", reaction: { message_id, emoji: "👍" } });
  await react(waMessageId);
  await react("wamid.raw");
  await react("wamid.nothing");
  await react(scene.graph.sent()[0]!.waMessageId);
  const reported = () => scene.receiver.statuses().map(({ id, status }) => [id, status]);
  const ends = ["sent", "sent", "failed", "failed"];
  const expected = scene.graph.sent().map(({ waMessageId: id }, at) => [id, ends[at]]);
  await expect.poll(() => reported().length).toBe(4);
  expect(reported()).toEqual(expect.arrayContaining(expected));
  const failed = scene.receiver.statuses().find(({ status }) => status === "failed");
  expect(failed).toMatchObject({ errors: [{ code: 131009 }] });
  await scene.close();
});
