/** How long to wait before try number `attempt` (from 0): 2–3 s, then twice that each time, at most 20–30 s. `dice` is 0 to 1. */
export const backOff = (attempt: number, dice: number): number =>
  Math.min(30_000, 3_000 * 2 ** attempt) * (2 / 3 + dice / 3);
