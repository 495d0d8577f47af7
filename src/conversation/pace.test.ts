import { expect, test } from "vitest";
import { freeAt, PAIR_PACE, paidOffAfter } from "./pace";

const START = Date.UTC(2026, 10, 22);

/** Sends as soon as it may, so many times; gives the seconds at which each left. */
function sendAll(count: number): number[] {
  let now = START;
  let paidOffAt: Date | null = null;
  return Array.from({ length: count }, () => {
    now = Math.max(now, paidOffAt ? freeAt(paidOffAt, PAIR_PACE).getTime() : 0);
    paidOffAt = paidOffAfter(paidOffAt, new Date(now), PAIR_PACE.everyMs);
    return (now - START) / 1000;
  });
}

test("45 messages to a customer leave at once, then one every 6 seconds", () => {
  const left = sendAll(48);
  expect(left.slice(0, 45)).toEqual(Array(45).fill(0));
  expect(left.slice(45)).toEqual([6, 12, 18]);
});

test("what the burst borrowed is paid off by silence", () => {
  const paidOffAt = new Date(START + 45 * 6_000);
  const later = new Date(START + 60_000);
  const after = paidOffAfter(paidOffAt, later, PAIR_PACE.everyMs);
  expect(freeAt(after, PAIR_PACE).getTime()).toBe(START + 12_000);
  expect(paidOffAfter(paidOffAt, new Date(START + 3_600_000), PAIR_PACE.everyMs).getTime()).toBe(START + 3_606_000);
});
