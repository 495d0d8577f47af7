import { expect, test } from "vitest";
import { boundTrace, type TraceStep } from "./trace";

const step = (more: Partial<TraceStep> = {}): TraceStep => ({
  ...{ nodeId: "n", at: 0, why: "said", reads: [], writes: [], effects: [], notes: [] },
  ...more,
});

test("an ordinary trace stays as it is", () => {
  const steps = [step({ reads: ["a"], writes: ["b"], effects: ["s:1:0"], notes: ["?"], way: null })];
  expect(boundTrace(steps)).toEqual(steps);
});

test("a trace is bounded, and keeps which node did why", () => {
  const names = Array.from({ length: 1_000 }, (_, index) => `${index}`.padEnd(1_000, "x"));
  const steps = Array.from({ length: 100 }, () => step({ why: "y".repeat(9_999), reads: names, notes: names }));
  const bounded = boundTrace(steps);
  expect(bounded).toHaveLength(100);
  expect(JSON.stringify(bounded).length).toBeLessThan(40_000);
  expect(bounded.at(-1)?.why).toMatch(/^y+$/);
});

test("nothing is cut through an emoji", () => {
  const [bounded] = boundTrace([step({ why: "👍".repeat(200) })]);
  expect(bounded?.why).toMatch(/^(?:👍)+…$/u);
});
