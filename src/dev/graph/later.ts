export type Later = ReturnType<typeof later>;

/** Timers that can all be stopped at once. */
export function later() {
  const timers = new Set<NodeJS.Timeout>();
  function after(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, ms);
    timers.add(timer);
  }
  return {
    after,
    /** Never ends when the timers are cleared before. */
    wait: (ms: number) => new Promise<void>((resolve) => after(ms, resolve)),
    clear(): void {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
