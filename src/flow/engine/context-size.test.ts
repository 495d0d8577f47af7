import { expect, test } from "vitest";
import { fitsContext } from "./context-size";

const around = JSON.stringify({ x: "" }).length;

test("a context has at most 64 KiB as JSON", () => {
  expect(fitsContext({ x: "x".repeat(65_536 - around) })).toBe(true);
  expect(fitsContext({ x: "x".repeat(65_537 - around) })).toBe(false);
});

test("bytes count, not characters", () => {
  expect(fitsContext({ x: "ñ".repeat(32_764) })).toBe(true);
  expect(fitsContext({ x: "ñ".repeat(32_765) })).toBe(false);
});

test("what is nested too deep to be written down does not fit", () => {
  let deep = {};
  for (let depth = 0; depth < 200_000; depth += 1) deep = { deep };
  expect(fitsContext(deep)).toBe(false);
});
