import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json } from "../session";
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

test("whatever a context holds, the answer is that of its JSON", () => {
  const text = fc.oneof(fc.string({ maxLength: 40 }), fc.string({ unit: "binary", maxLength: 40 }));
  const leaf = fc.oneof(text, fc.double(), fc.boolean(), fc.constant(null));
  const times = fc.constantFrom(1, 10, 100, 300);
  fc.assert(
    fc.property(
      fc.record({ a: leaf, b: fc.array(leaf, { maxLength: 4 }), c: fc.dictionary(text, leaf, { maxKeys: 3 }) }),
      times,
      (part, count) => {
        const context = { x: Array.from({ length: count }, () => part) } as unknown as Json;
        expect(fitsContext(context)).toBe(new TextEncoder().encode(JSON.stringify(context)).length <= 65_536);
      },
    ),
    { numRuns: 40 },
  );
});
