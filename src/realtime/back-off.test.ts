import fc from "fast-check";
import { expect, test } from "vitest";
import { backOff } from "./back-off";

test("the wait is short eight times, then grows to 30 s and stays there", () => {
  const attempts = [0, 7, 8, 9, 10, 11, 12, 13, 50];
  const shortest = attempts.map((attempt) => Math.round(backOff(attempt, 0)));
  const longest = attempts.map((attempt) => Math.round(backOff(attempt, 1)));
  expect(shortest).toEqual([1000, 1000, 2000, 4000, 8000, 16_000, 20_000, 20_000, 20_000]);
  expect(longest).toEqual([1500, 1500, 3000, 6000, 12_000, 24_000, 30_000, 30_000, 30_000]);
});

const dices = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 60, maxLength: 60 });

/** When each try begins, in ms after the line broke; pusher-js itself makes the first after 1 s. */
const tries = (dice: readonly number[]): number[] =>
  dice.reduce<number[]>((times, one, attempt) => [...times, (times.at(-1) ?? 0) + backOff(attempt, one)], [1000]);

test("whenever a server returns within 8 s, it is tried within 1.5 s", () => {
  fc.assert(
    fc.property(dices, fc.integer({ min: 0, max: 8_000 }), (dice, returns) => {
      const found = tries(dice).find((time) => time >= returns) ?? Infinity;
      expect(found - returns).toBeLessThanOrEqual(1_500);
    }),
  );
});

test("a server that stays away is not hammered", () => {
  fc.assert(
    fc.property(dices, (dice) => {
      expect(tries(dice).filter((time) => time <= 10 * 60_000).length).toBeLessThan(45);
    }),
  );
});
