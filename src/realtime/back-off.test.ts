import { expect, test } from "vitest";
import { backOff } from "./back-off";

test("the wait grows from 2 s to 30 s and stays there", () => {
  const shortest = [0, 1, 2, 3, 4, 50].map((attempt) => Math.round(backOff(attempt, 0)));
  const longest = [0, 1, 2, 3, 4, 50].map((attempt) => Math.round(backOff(attempt, 1)));
  expect(shortest).toEqual([2000, 4000, 8000, 16_000, 20_000, 20_000]);
  expect(longest).toEqual([3000, 6000, 12_000, 24_000, 30_000, 30_000]);
});
