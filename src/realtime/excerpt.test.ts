import { expect, test } from "vitest";
import { excerpt } from "./excerpt";

test("a text within the limit is whole", () => {
  expect(excerpt("x".repeat(500))).toEqual({ text: "x".repeat(500), truncated: false });
  expect(excerpt("🚀".repeat(250))).toEqual({ text: "🚀".repeat(250), truncated: false });
});

test("a longer text is cut and says so", () => {
  expect(excerpt("x".repeat(501))).toEqual({ text: "x".repeat(500), truncated: true });
  expect(excerpt("abcd", 3)).toEqual({ text: "abc", truncated: true });
});

test("a character is never split", () => {
  expect(excerpt(`${"x".repeat(499)}🚀`)).toEqual({ text: "x".repeat(499), truncated: true });
  expect(excerpt(`${"x".repeat(498)}🚀y`)).toEqual({ text: `${"x".repeat(498)}🚀`, truncated: true });
});
