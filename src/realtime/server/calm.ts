/** Of what may wait, a line lets something go at most once in so long. */
const CALM_MS = 1_000;

/** When what may wait is due: at once after a calm second, else together at the end of it. */
export function createCalm() {
  /** When something of a line last went, or will. The oldest are first. */
  const times = new Map<string, number>();

  function dueAt(line: string, now: number): number {
    for (const [other, at] of times) {
      if (at > now - CALM_MS) break;
      times.delete(other);
    }
    const last = times.get(line) ?? -Infinity;
    if (last > now) return last;
    const next = Math.max(now, last + CALM_MS);
    times.delete(line);
    times.set(line, next);
    return next;
  }

  return { dueAt };
}
