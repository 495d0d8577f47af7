import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LIMITS } from "../limits";
import { startHeartbeat } from "./heartbeat";

const SILENCE = LIMITS.activityTimeoutSeconds * 1000;
const PATIENCE = LIMITS.pongTimeoutSeconds * 1000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("silence is asked about, and ends the connection when it lasts", () => {
  const [ping, giveUp] = [vi.fn(), vi.fn()];
  startHeartbeat({ ping, giveUp });
  vi.advanceTimersByTime(SILENCE);
  expect(ping).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(PATIENCE - 1);
  expect(giveUp).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(giveUp).toHaveBeenCalledOnce();
});

test("a sign of life starts the wait again, also after the question", () => {
  const [ping, giveUp] = [vi.fn(), vi.fn()];
  const heartbeat = startHeartbeat({ ping, giveUp });
  vi.advanceTimersByTime(SILENCE - 1);
  heartbeat.beat();
  vi.advanceTimersByTime(SILENCE - 1);
  expect(ping).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  heartbeat.beat();
  vi.advanceTimersByTime(PATIENCE);
  expect(giveUp).not.toHaveBeenCalled();
});

test("a stopped heart asks nothing", () => {
  const ping = vi.fn();
  startHeartbeat({ ping, giveUp: vi.fn() }).stop();
  vi.advanceTimersByTime(SILENCE);
  expect(ping).not.toHaveBeenCalled();
});
