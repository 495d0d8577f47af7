import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { later } from "./later";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("does in time what is not cleared before", () => {
  const timers = later();
  const done: string[] = [];
  timers.after(20, () => done.push("later"));
  timers.after(10, () => done.push("soon"));
  vi.advanceTimersByTime(10);
  timers.clear();
  vi.advanceTimersByTime(1000);
  expect(done).toEqual(["soon"]);
});
