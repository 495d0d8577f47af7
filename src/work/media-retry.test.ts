import { expect, test } from "vitest";
import { mediaRetrySeconds, MOST_ATTEMPTS } from "./media-retry";

const gaps = (trouble: Parameters<typeof mediaRetrySeconds>[0]) => {
  const all: number[] = [];
  for (let attempts = 1; ; attempts++) {
    const seconds = mediaRetrySeconds(trouble, attempts);
    if (seconds === null) return all;
    all.push(seconds);
  }
};

test("what will not change is not tried again", () => {
  for (const trouble of ["too-large", "wrong-type", "wrong-address"] as const) expect(gaps(trouble)).toEqual([]);
  expect(gaps("wrong-content")).toEqual([4, 16]);
  expect(gaps("not-found")).toEqual([4, 16, 64, 256]);
});

test("who can not be reached is tried for most of the seven days that Meta keeps a file", () => {
  const all = gaps("unreachable");
  expect(all).toHaveLength(MOST_ATTEMPTS - 1);
  expect(all.slice(0, 9)).toEqual([4, 16, 64, 256, 1024, 4096, 16_384, 21_600, 21_600]);
  const days = all.reduce((sum, gap) => sum + gap, 0) / 86_400;
  expect(days).toBeGreaterThan(5);
  expect(days).toBeLessThan(7);
});
