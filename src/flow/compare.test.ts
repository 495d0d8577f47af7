import { expect, test } from "vitest";
import { asNumber, isSame, order } from "./compare";

test("texts are the same without case and accents", () => {
  expect(isSame(" SÍ ", "si")).toBe(true);
  expect(isSame("si", "sin")).toBe(false);
});

test("a number is the same as the text that is that number", () => {
  expect(isSame(18, "18.0")).toBe(true);
  expect(isSame("007", "7")).toBe(false);
  expect(isSame(true, "true")).toBe(true);
  expect(isSame(undefined, "")).toBe(true);
});

test("numbers are ordered by size, ISO times by time, and nothing else is ordered", () => {
  expect(order("9", 10)).toBeLessThan(0);
  expect(order("2026-03-02T10:00:00-05:00", "2026-03-02")).toBeGreaterThan(0);
  expect(order("2026-03-02", "2026-03-02")).toBe(0);
  expect(order("apple", "pear")).toBeNull();
  expect(order(null, 1)).toBeNull();
});

test("only a whole text of digits is a number", () => {
  expect(asNumber(" -2.5 ")).toBe(-2.5);
  expect(asNumber("2 apples")).toBeNull();
  expect(asNumber("")).toBeNull();
  expect(asNumber(Number.NaN)).toBeNull();
});
