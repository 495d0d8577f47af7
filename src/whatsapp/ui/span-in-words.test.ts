import { expect, test } from "vitest";
import { spanInWords } from "./span-in-words";

test.each([
  [0, "0 ms"],
  [999, "999 ms"],
  [1_000, "1 s"],
  [1_290, "1.2 s"],
  [59_999, "59 s"],
  [60_000, "1 min"],
  [3_600_000, "1 h"],
  [50 * 3_600_000, "2 d"],
])("%i ms is %s", (ms, words) => expect(spanInWords(ms)).toBe(words));
