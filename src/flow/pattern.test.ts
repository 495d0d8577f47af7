import { expect, test } from "vitest";
import { findsPattern, patternProblem } from "./pattern";

test("a pattern is searched for anywhere unless it is anchored", () => {
  expect(findsPattern("\\d+", "order 12")).toBe(true);
  expect(findsPattern("^\\d+$", "order 12")).toBe(false);
  expect(findsPattern("^\\p{L}+$", "ñandú")).toBe(true);
});

test("what is no pattern is a return value", () => {
  expect(findsPattern("(a", "a")).toBeNull();
  expect(patternProblem("(a")).toMatch(/missing closing/);
  expect(patternProblem("(.?){900}")).toMatch(/repeats too much/);
  expect(patternProblem("a".repeat(501))).toMatch(/at most 500/);
  expect(patternProblem("^[a-z]+$")).toBeNull();
});

test.each(["(x+x+)+y", "(.*.*.*.*.*){10}z", "((x{0,30}){0,10})*y"])("%s cannot be made to run away", (pattern) => {
  const began = performance.now();
  expect(findsPattern(pattern, "x".repeat(60_000))).toBe(false);
  expect(performance.now() - began).toBeLessThan(1_000);
});
