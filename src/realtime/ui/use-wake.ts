import { useEffect, useEffectEvent } from "react";

const TICK_MS = 1_000;
/** A tick that comes so late slept with the machine. */
const SLEPT_MS = 5_000;

/** Acts when the page is before somebody's eyes again, or the machine wakes, or the network is back. */
export function useWake(act: () => void): void {
  const woke = useEffectEvent(() => {
    if (document.visibilityState === "visible") act();
  });
  useEffect(() => {
    // A machine that slept with the page open tells nobody: its clock has jumped.
    let last = Date.now();
    const tick = setInterval(() => {
      const now = Date.now();
      if (now - last > SLEPT_MS) woke();
      last = now;
    }, TICK_MS);
    const listening = new AbortController();
    const { signal } = listening;
    window.addEventListener("online", woke, { signal });
    window.addEventListener("pageshow", ({ persisted }) => persisted && woke(), { signal });
    document.addEventListener("visibilitychange", woke, { signal });
    document.addEventListener("resume", woke, { signal });
    return () => {
      clearInterval(tick);
      listening.abort();
    };
  }, []);
}
