import { expect, test } from "vitest";
import { differingLines } from "./differing-lines";

test("equal texts differ nowhere", () => {
  expect(differingLines(["a", "b"], ["a", "b"])).toEqual(["  a", "  b"]);
});

test("what is missing, what is new and what changed are told apart", () => {
  expect(differingLines(["a", "b", "c"], ["a", "c"])).toEqual(["  a", "- b", "  c"]);
  expect(differingLines(["a", "c"], ["a", "b", "c"])).toEqual(["  a", "+ b", "  c"]);
  expect(differingLines(["a", "b", "c"], ["a", "x", "c"])).toEqual(["  a", "- b", "+ x", "  c"]);
});

test("one side may be empty", () => {
  expect(differingLines([], ["a"])).toEqual(["+ a"]);
  expect(differingLines(["a"], [])).toEqual(["- a"]);
});
