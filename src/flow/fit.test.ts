import { expect, test } from "vitest";
import { cutAtWord, fit, head } from "./fit";

test("a text that fits stays as it is", () => {
  expect(fit("hello", 5)).toBe("hello");
});

test("a text that does not fit ends in an ellipsis", () => {
  expect(fit("hello world", 6)).toBe("hello…");
  expect(fit("x".repeat(5000), 4096)).toHaveLength(4096);
});

test("no emoji and no accent is cut in two", () => {
  expect(head("ab👩‍👩‍👧cd", 5)).toBe("ab");
  expect(head("e\u0301e\u0301", 3)).toBe("e\u0301");
});

test("a text is cut at a word, unless the word alone is too long", () => {
  expect(cutAtWord("to be or not", 12)).toBe("to be or not");
  expect(cutAtWord("to be or not", 11)).toBe("to be or");
  expect(cutAtWord("to be or not", 8)).toBe("to be or");
  expect(cutAtWord("to be or not", 6)).toBe("to be");
  expect(cutAtWord("unbreakable", 4)).toBe("unbr");
});
