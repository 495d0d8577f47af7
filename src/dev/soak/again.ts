import { setTimeout as pause } from "node:timers/promises";

/** Does something again and again, with pauses, until the returned function is called; that waits for the last time. */
export function again(everyMs: number, work: () => Promise<void>): () => Promise<void> {
  const stopping = new AbortController();
  const working = (async () => {
    while (!stopping.signal.aborted) {
      await work();
      await pause(everyMs);
    }
  })();
  return async () => {
    stopping.abort();
    await working;
  };
}
