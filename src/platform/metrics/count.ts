import { createLedger, type Ledger } from "./ledger";

interface Counting {
  readonly ledger: Ledger;
  readonly readings: Set<() => void>;
}

// The bundle of the front and Next's own bundle each load this file: one process, one ledger.
const shared = globalThis as typeof globalThis & { recadoCounting?: Counting };
const { ledger, readings } = (shared.recadoCounting ??= { ledger: createLedger(), readings: new Set() });

export const { count, observe } = ledger;

/** Seconds since `start`, a moment of `performance.now()`. */
export const secondsSince = (start: number): number => (performance.now() - start) / 1000;

/** For what counts for itself: `read` is called before this process' counts leave, and brings what is new. */
export function readBeforeFlush(read: () => void): void {
  readings.add(read);
}

/** Everything that was counted in this process since the last call. */
export function takeCounts(): ReturnType<Ledger["take"]> {
  for (const read of readings) read();
  return ledger.take();
}
