/**
 * What one move may compute, in units of about 25 ns: half a second, whatever a hundred nodes full of patterns and templates
 * ask for. Counted, not timed, so that a slow machine gives the same answer. One move runs at a time: nothing in it waits.
 */
const MOST = 20_000_000;

let left = Number.POSITIVE_INFINITY;

/** Runs one move with a budget of its own. */
export function withBudget<T>(move: () => T): T {
  const before = left;
  left = MOST;
  try {
    return move();
  } finally {
    left = before;
  }
}

/** Whether there is something left to compute with; takes the units. */
export function spend(units: number): boolean {
  left -= units;
  return left >= 0;
}

export const isSpent = (): boolean => left < 0;
