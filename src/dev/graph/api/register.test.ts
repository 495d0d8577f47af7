import { afterEach, beforeEach, expect, it } from "vitest";
import { NUMBER, type Scene, startScene } from "../scene";

let scene: Scene;
beforeEach(async () => {
  scene = await startScene({
    window: false,
    statusesUpTo: "none",
    numbers: [{ ...NUMBER, registered: false, pin: "123456" }],
  });
});
afterEach(() => scene.close());

const codeOf = async (answer: Promise<Response>) =>
  ((await (await answer).json()) as { error?: { code: number } }).error?.code;
const call = (action: string, body: object = {}) =>
  scene.call(`${NUMBER.phoneNumberId}/${action}`, { method: "POST", body: JSON.stringify(body) });
const register = (pin: unknown) => codeOf(call("register", { messaging_product: "whatsapp", pin }));

it("sends nothing before the number is registered with its PIN", async () => {
  expect(await codeOf(scene.sendText("a"))).toBe(133010);
  expect(await register("654321")).toBe(133005);
  expect(await codeOf(scene.sendText("a"))).toBe(133010);
  expect(await register("123456")).toBeUndefined();
  expect((await scene.sendText("a")).status).toBe(200);
});

it("sends nothing after it was deregistered, which happens once", async () => {
  await register("123456");
  expect(await (await call("deregister")).json()).toEqual({ success: true });
  expect(await codeOf(scene.sendText("a"))).toBe(133010);
  expect(await (await call("deregister")).json()).toMatchObject({ error: { code: 100, error_subcode: 2207051 } });
});

it("wants six digits and the product", async () => {
  for (const pin of ["12345", "1234567", "abcdef", 123456, undefined]) expect(await register(pin)).toBe(100);
  expect(await codeOf(call("register", { pin: "123456" }))).toBe(100);
});

it("lets the PIN rest after five wrong ones, also the right one", async () => {
  for (let guess = 0; guess < 5; guess += 1) expect(await register("000000")).toBe(133005);
  expect(await register("123456")).toBe(133008);
});

it("allows ten registrations in 72 hours", async () => {
  for (let time = 0; time < 10; time += 1) expect(await register("123456")).toBeUndefined();
  expect(await register("123456")).toBe(133016);
});

it("keeps the PIN of a number that had none", async () => {
  scene.graph.addNumber({ ...NUMBER, registered: false });
  expect(await register("111111")).toBeUndefined();
  expect(await register("222222")).toBe(133005);
});
