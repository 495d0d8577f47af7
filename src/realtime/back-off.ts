/** Tries that come quickly one after another: most outages are over by then. */
const QUICK = 8;

/**
 * How long to wait before try number `attempt` (from 0): 1–1.5 s for the first eight, so that a short outage is over at
 * most 1.5 s after its end; then twice that each time, at most 20–30 s. `dice` is 0 to 1.
 */
export const backOff = (attempt: number, dice: number): number =>
  Math.min(30_000, 1_500 * 2 ** Math.max(0, attempt - QUICK + 1)) * (2 / 3 + dice / 3);
