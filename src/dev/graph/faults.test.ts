import { afterEach, beforeEach, expect, it } from "vitest";
import { ANA, type Scene, startScene } from "./scene";

let scene: Scene;
beforeEach(async () => {
  scene = await startScene();
  await scene.anaSays("hola");
});
afterEach(() => scene.close());

const codeOf = async (answer: Response) => ((await answer.json()) as { error?: { code: number } }).error?.code;
const statuses = () => scene.receiver.statuses().map(({ status }) => status);

it("answers the next sends with Meta's error and its status, then is well again", async () => {
  scene.graph.faults.sends({ kind: "error", code: 130429 }, { times: 2 });
  for (let call = 0; call < 2; call += 1) {
    const answer = await scene.sendText("a");
    expect([answer.status, await codeOf(answer)]).toEqual([400, 130429]);
  }
  expect(scene.graph.sent()).toEqual([]);
  expect((await scene.sendText("a")).status).toBe(200);
});

it("may answer a code with another status and subcode than usual", async () => {
  scene.graph.faults.sends({ kind: "error", code: 190, status: 403, subcode: 463 });
  const answer = await scene.sendText("a");
  expect(answer.status).toBe(403);
  expect(await answer.json()).toMatchObject({ error: { code: 190, error_subcode: 463 } });
});

it("befalls only the sends it is meant for", async () => {
  await scene.graph.customerSays({ phoneNumberId: "106540352242922", from: "525500", text: "hola" });
  scene.graph.faults.sends({ kind: "error", code: 131056 }, { when: ({ to }) => to === "525500" });
  expect((await scene.sendText("a", { to: ANA })).status).toBe(200);
  expect(await codeOf(await scene.sendText("a", { to: "525500" }))).toBe(131056);
});

it("answers a status without a body", async () => {
  scene.graph.faults.sends({ kind: "empty", status: 502 });
  const answer = await scene.sendText("a");
  expect([answer.status, await answer.text()]).toEqual([502, ""]);
  expect(scene.graph.sent()).toEqual([]);
});

it("accepts at once and answers late", async () => {
  scene.graph.faults.sends({ kind: "slow", ms: 60 });
  const began = performance.now();
  const answer = scene.sendText("a");
  await expect.poll(() => scene.graph.sent(), { interval: 2 }).toHaveLength(1);
  expect((await answer).status).toBe(200);
  expect(performance.now() - began).toBeGreaterThanOrEqual(59);
});

it("cuts the connection before accepting: nothing was sent", async () => {
  scene.graph.faults.sends({ kind: "cut", accepted: false });
  await expect(scene.sendText("a")).rejects.toThrow();
  expect(scene.graph.sent()).toEqual([]);
});

it("cuts the connection after accepting: the customer has the message and its statuses come", async () => {
  scene.graph.faults.sends({ kind: "cut", accepted: true });
  await expect(scene.sendText("a", { biz_opaque_callback_data: "row-1" })).rejects.toThrow();
  expect(scene.graph.sent()).toHaveLength(1);
  await expect
    .poll(() => scene.receiver.statuses())
    .toMatchObject([
      { status: "sent", biz_opaque_callback_data: "row-1" },
      { status: "delivered", biz_opaque_callback_data: "row-1" },
    ]);
});

it("brings the statuses also of a message whose sender hung up before the answer", async () => {
  scene.graph.faults.sends({ kind: "slow", ms: 30 });
  const caller = new AbortController();
  const call = expect(scene.sendText("a", {}, caller.signal)).rejects.toThrow("aborted");
  await expect.poll(() => scene.graph.sent(), { interval: 2 }).toHaveLength(1);
  caller.abort();
  await call;
  await expect.poll(statuses).toEqual(["sent", "delivered"]);
});

it("brings statuses twice and last first", async () => {
  scene.graph.faults.statuses({ double: true, shuffled: true });
  await scene.sendText("a");
  await expect.poll(statuses).toEqual(["delivered", "delivered", "sent", "sent"]);
});

it("leaves statuses out", async () => {
  scene.graph.faults.statuses({ missing: ["delivered"] });
  await scene.sendText("a");
  await expect.poll(statuses).toEqual(["sent"]);
  scene.graph.faults.clear();
  await scene.sendText("b");
  await expect.poll(statuses).toEqual(["sent", "sent", "delivered"]);
});

it("brings statuses late", async () => {
  scene.graph.faults.statuses({ lateMs: 50 });
  await scene.sendText("a");
  await expect.poll(statuses).toEqual(["sent", "delivered"]);
  const [, sent] = scene.receiver.received;
  expect(sent!.at - scene.graph.sent()[0]!.receivedAt.getTime()).toBeGreaterThanOrEqual(48);
});

it("brings statuses before the answer of the send", async () => {
  scene.graph.faults.statuses({ early: true });
  await scene.sendText("a");
  expect(statuses()).toEqual(["sent", "delivered"]);
});

it("draws for each of several faults on its own", async () => {
  const drawn = [0.04, 0.06, 0.06, 0.04];
  await scene.close();
  scene = await startScene({ window: false, dice: () => drawn.shift() ?? 1 });
  const share = 0.05;
  scene.graph.faults.statuses({ share, missing: ["sent"] }, { share, double: true });
  // Drawn once for "early", before the answer, and once for what follows it.
  await scene.sendText("a");
  await expect.poll(statuses).toEqual(["sent", "sent", "delivered", "delivered"]);
});

it("cuts what is still to be answered when it is closed", async () => {
  const closing = await startScene({ window: false });
  closing.graph.faults.sends({ kind: "slow", ms: 60_000 });
  const cut = expect(closing.sendText("a")).rejects.toThrow();
  await expect.poll(() => closing.graph.sent()).toHaveLength(1);
  await closing.close();
  await cut;
});
