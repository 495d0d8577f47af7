import { afterEach, beforeEach, expect, it } from "vitest";
import { ANA, NUMBER, type Scene, startScene } from "../scene";

let scene: Scene;
beforeEach(async () => void (scene = await startScene({ window: false, dice: () => 0.04 })));
afterEach(() => scene.close());

const faults = async (method: string, body?: object) => {
  const init = body && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(`${scene.graph.url}/_faults`, { method, ...init });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};
const codeOf = async (answer: Promise<Response>) =>
  ((await (await answer).json()) as { error?: { code: number } }).error?.code;
type Body = { entry: { changes: { value: { messages?: unknown[]; statuses?: unknown[] } }[] }[] };
const changes = (place: number) =>
  (JSON.parse(scene.receiver.received[place]!.bytes.toString()) as Body).entry.flatMap((entry) => entry.changes);

it("takes faults over HTTP, says what waits and clears it", async () => {
  const send = { fault: { kind: "error", code: 131056 }, times: 2, to: ANA };
  const { status, body } = await faults("POST", { sends: [send], statuses: { double: true } });
  expect([status, body]).toEqual([
    200,
    { sends: [{ ...send, times: 2 }], calls: [], statuses: { double: true }, webhooks: {} },
  ]);
  expect(await codeOf(scene.sendText("a", { to: "5215550100002" }))).toBeUndefined();
  expect(await codeOf(scene.sendText("a"))).toBe(131056);
  expect((await faults("GET")).body).toMatchObject({ sends: [{ times: 1 }] });
  expect((await faults("DELETE")).body).toEqual({ sends: [], calls: [], statuses: {}, webhooks: {} });
  expect(await codeOf(scene.sendText("a"))).toBeUndefined();
});

it.each([
  [{ sends: [{ fault: { kind: "fire" } }] }],
  [{ sends: [{ fault: { kind: "slow", ms: -1 } }] }],
  [{ statuses: { missing: ["eaten"] } }],
  [{ storms: [] }],
])("refuses %j", async (body) => {
  const answer = await faults("POST", body);
  expect(answer).toMatchObject({ status: 400, body: { error: expect.any(String) as string } });
});

it("refuses what a page of another origin could send", async () => {
  const answer = await fetch(`${scene.graph.url}/_faults`, { method: "POST", body: '{"statuses":{"double":true}}' });
  expect(answer.status).toBe(415);
  expect((await fetch(`${scene.graph.url}/_faults`, { method: "PUT" })).status).toBe(405);
});

it("befalls other calls too", async () => {
  const path = `${NUMBER.businessAccountId}/phone_numbers`;
  await faults("POST", {
    calls: [{ fault: { kind: "error", code: 80007 }, path }, { fault: { kind: "empty", status: 502 } }],
  });
  expect((await scene.call(NUMBER.phoneNumberId)).status).toBe(502);
  expect(await codeOf(scene.call(path))).toBe(80007);
  expect((await scene.call(path)).status).toBe(200);
  scene.graph.faults.calls({ kind: "cut", accepted: true });
  const made = scene.call(`${NUMBER.phoneNumberId}/whatsapp_business_profile`, {
    method: "POST",
    body: JSON.stringify({ messaging_product: "whatsapp", about: "Café" }),
  });
  await expect(made).rejects.toThrow();
  const read = await scene.call(`${NUMBER.phoneNumberId}/whatsapp_business_profile?fields=about`);
  expect(await read.json()).toEqual({ data: [{ about: "Café" }] });
});

it("befalls a share of the sends for as long as it is on", async () => {
  await faults("POST", { sends: [{ fault: { kind: "error", code: 131000 }, share: 0.05 }] });
  for (let time = 0; time < 3; time += 1) expect(await codeOf(scene.sendText("a"))).toBe(131000);
  await faults("DELETE");
  await faults("POST", { sends: [{ fault: { kind: "error", code: 131000 }, share: 0.03 }] });
  expect(await codeOf(scene.sendText("a"))).toBeUndefined();
});

it("accepts messages and reports them as failed", async () => {
  await faults("POST", { statuses: { failed: 131026 } });
  expect((await scene.sendText("a")).status).toBe(200);
  await expect
    .poll(() => scene.receiver.statuses())
    .toMatchObject([{ status: "failed", errors: [{ code: 131026, title: "Message undeliverable" }] }]);
});

it("brings a webhook again although it was answered", async () => {
  await faults("POST", { webhooks: { double: true } });
  await scene.anaSays("hola");
  await expect.poll(() => scene.receiver.received).toHaveLength(2);
  const [one, two] = scene.receiver.received;
  expect(two!.bytes).toEqual(one!.bytes);
});

it("brings what comes within a while in one signed body, last first", async () => {
  await faults("POST", { webhooks: { batchMs: 200, shuffled: true } });
  const said = await Promise.all(["uno", "dos", "tres"].map((text) => scene.anaSays(text)));
  expect(said.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(scene.receiver.received).toHaveLength(1);
  expect(changes(0).map(({ value }) => value.messages?.[0])).toMatchObject([
    { text: { body: "tres" } },
    { text: { body: "dos" } },
    { text: { body: "uno" } },
  ]);
  const { messages } = scene.graph.chats()[0]!;
  expect(messages).toMatchObject(Array(3).fill({ lastAttempt: { status: 200 } }));
});

it("brings webhooks late", async () => {
  await faults("POST", { webhooks: { lateMs: 50 } });
  const began = Date.now();
  await scene.anaSays("hola");
  expect(scene.receiver.received[0]!.at - began).toBeGreaterThanOrEqual(48);
});
