import { AsyncLocalStorage } from "node:async_hooks";

// The bundle of the front and Next's own bundle each load this file.
const shared = globalThis as typeof globalThis & { recadoTimeLeft?: AsyncLocalStorage<number> };
const ends = (shared.recadoTimeLeft ??= new AsyncLocalStorage<number>());

/** A call that could take less than this is not begun. */
const LEAST_MS = 3_000;

/** Calls to the outside within `work` have given up at `endsAt` (epoch milliseconds), when this process may be ended or frozen. */
export const endingAt = <T>(endsAt: number, work: () => T): T => ends.run(endsAt, work);

/** How long a call may take that wants `ms`: less where time ends before. Null: too little is left to begin it. */
export function timeFor(ms: number): number | null {
  const left = (ends.getStore() ?? Infinity) - Date.now();
  return left < Math.min(ms, LEAST_MS) ? null : Math.min(ms, left);
}
