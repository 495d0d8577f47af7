import { expect, test } from "vitest";
import { parseNumber } from "./parse-number";

test.each([
  ["7", 7],
  [" 42 ", 42],
  ["-3", -3],
  ["− 3", -3],
  ["+3", 3],
  ["-0", 0],
  ["007", 7],
  ["1.234,50", 1234.5],
  ["1,234.50", 1234.5],
  ["1.234.567", 1_234_567],
  ["1,234,567.8", 1_234_567.8],
  ["1 234,5", 1234.5],
  ["1\u202f234\u202f567", 1_234_567],
  ["1'234.50", 1234.5],
  ["1’234", 1234],
  ["12,34,567.50", 1_234_567.5],
  ["1,23,456", 123_456],
  ["1,5", 1.5],
  ["1.5", 1.5],
  ["12,50", 12.5],
  ["1234.567", 1234.567],
  ["0,125", 0.125],
  [".5", 0.5],
  ["١٢,٥", 12.5],
  ["१२", 12],
  ["9007199254740991", 9_007_199_254_740_991],
])("%j is %d, wherever it is written", (text, number) => {
  expect(parseNumber(text, null)).toBe(number);
  expect(parseNumber(text, "CO")).toBe(number);
  expect(parseNumber(text, "US")).toBe(number);
});

test.each([
  ["20.000", "CO", 20_000],
  ["20.000", "US", null],
  ["20.000", null, null],
  ["1,500", "US", 1_500],
  ["1,500", "MX", 1_500],
  ["1,500", "CO", null],
  ["-1.234", "DE", -1_234],
])("one mark before three digits: %j in %s is %j", (text, country, number) => {
  expect(parseNumber(text, country)).toBe(number);
});

test.each([
  "",
  " ",
  "-",
  ".",
  "twelve",
  "12 apples",
  "$12",
  "1.23,456",
  "1.234,567.8",
  "1,2,3",
  "1 5",
  "5.",
  "1e5",
  "0x10",
  "--1",
  "9007199254740993",
  "1".repeat(400),
  "1,".repeat(2_000),
])("%j is no number", (text) => {
  expect(parseNumber(text, "CO")).toBeNull();
});
