import { expect, test } from "vitest";
import { endingAt, timeFor } from "./time-left";

const inMs = (ms: number) => Date.now() + ms;

test("where time does not end, a call has what it wants", () => {
  expect(timeFor(15_000)).toBe(15_000);
});

test("a call has what it wants, or what is left", () => {
  endingAt(inMs(10_000), () => {
    expect(timeFor(5_000)).toBe(5_000);
    expect(timeFor(60_000)).toBeGreaterThan(9_000);
    expect(timeFor(60_000)).toBeLessThanOrEqual(10_000);
  });
});

test("with too little left a call is not begun, unless it wants no more", () => {
  endingAt(inMs(1_500), () => {
    expect(timeFor(15_000)).toBeNull();
    expect(timeFor(1_000)).toBe(1_000);
  });
  endingAt(inMs(-1), () => expect(timeFor(1)).toBeNull());
});

test("it holds for all that comes of the work, also later", async () => {
  await endingAt(inMs(-1), async () => {
    await Promise.resolve();
    expect(timeFor(15_000)).toBeNull();
  });
});
