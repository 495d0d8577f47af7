import { useSyncExternalStore } from "react";

const STEP_MS = 20_000;

let now = new Date();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function tick() {
  now = new Date();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  if (listeners.size === 0) now = new Date();
  listeners.add(listener);
  timer ??= setInterval(tick, STEP_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The time, three times a minute, from one timer for the whole page; null while the server renders. */
export const useNow = (): Date | null =>
  useSyncExternalStore(
    subscribe,
    () => now,
    () => null,
  );
