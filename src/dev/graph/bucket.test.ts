import { expect, it } from "vitest";
import { type Bucket, bucketAt, taken } from "./bucket";

const pace = { burst: 45, everyMs: 6000 };

it("gives the burst at once, then one for each pause", () => {
  const given: number[] = [];
  let bucket: Bucket | undefined;
  for (let at = 0; at <= 24_000; at += 100) {
    for (let tries = 0; tries < (at === 0 ? 60 : 1); tries += 1) {
      const now = bucketAt(bucket, pace, at);
      const after = taken(now);
      bucket = after ?? now;
      if (after) given.push(at);
    }
  }
  expect(given.filter((at) => at === 0)).toHaveLength(45);
  expect(given.slice(45)).toEqual([6000, 12_000, 18_000, 24_000]);
});

it("is full again after 45 pauses, and never fuller", () => {
  expect(bucketAt({ left: 0, at: 0 }, pace, 45 * 6000).left).toBe(45);
  expect(bucketAt({ left: 0, at: 0 }, pace, 1e9).left).toBe(45);
});
