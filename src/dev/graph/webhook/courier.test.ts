import { expect, it } from "vitest";
import { NUMBER, startScene } from "../scene";

it("brings the same bytes again with growing gaps until they are answered with exactly 200", async () => {
  const scene = await startScene({ redeliveryGapsMs: [5, 40, 80] });
  scene.receiver.answerWith(503, 204, 500);
  const { status } = await scene.anaSays("hola");
  expect(status).toBe(503);
  await expect.poll(() => scene.receiver.received.length).toBe(4);
  const { received } = scene.receiver;
  expect(new Set(received.map(({ bytes }) => bytes.toString())).size).toBe(1);
  expect(new Set(received.map(({ headers }) => headers["x-hub-signature-256"])).size).toBe(1);
  const gaps = received.slice(1).map(({ at }, index) => at - received[index]!.at);
  for (const [index, atLeast] of [4, 39, 79].entries()) expect(gaps[index]).toBeGreaterThanOrEqual(atLeast);
  const [message] = scene.graph.chats()[0]!.messages;
  await expect.poll(() => message).toMatchObject({ lastAttempt: { attempt: 4, status: 200 } });
  await scene.close();
});

it("gives up after the last gap", async () => {
  const scene = await startScene({ redeliveryGapsMs: [1, 1] });
  scene.receiver.answerWith(503, 503, 503, 503);
  await scene.anaSays("hola");
  const [message] = scene.graph.chats()[0]!.messages;
  await expect.poll(() => message).toMatchObject({ lastAttempt: { attempt: 3, status: 503 } });
  expect(message).not.toHaveProperty("lastAttempt.retryAt");
  expect(scene.receiver.received).toHaveLength(3);
  await scene.close();
});

it("says when it comes again", async () => {
  const scene = await startScene({ redeliveryGapsMs: [60_000] });
  scene.receiver.answerWith(403);
  const before = Date.now();
  await scene.anaSays("hola");
  const message = scene.graph.chats()[0]!.messages[0] as { lastAttempt?: { retryAt?: Date } };
  expect(message.lastAttempt!.retryAt!.getTime()).toBeGreaterThanOrEqual(before + 60_000);
  await scene.close();
});

it("reports a receiver that is away as status 0 with the reason", async () => {
  const scene = await startScene({ redeliveryGapsMs: [] });
  await scene.receiver.close();
  expect(await scene.anaSays("hola")).toMatchObject({ status: 0, error: "ECONNREFUSED" });
  await scene.graph.close();
});

it("delivers raw bytes untouched and opens the window of whoever speaks in them", async () => {
  const scene = await startScene();
  const text = `{ "entry": [{"changes":[{"value":{"metadata":{"phone_number_id":"${NUMBER.phoneNumberId}"},"messages":[{"from":"525500"}]}}]}] }`;
  expect(await scene.graph.deliver(text)).toEqual({ attempt: 1, status: 200 });
  expect(scene.receiver.received[0]!.bytes.toString()).toBe(text);
  expect((await scene.sendText("hola", { to: "525500" })).status).toBe(200);
  expect(await scene.graph.deliver("no json")).toMatchObject({ status: 200 });
  await scene.close();
});
