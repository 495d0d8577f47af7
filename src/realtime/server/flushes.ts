const LONGEST_MS = 3_000;

/** Those who wait until everything has left; none waits longer than 3 s. */
export function createFlushes() {
  const waiting = new Set<() => void>();
  return {
    next: () =>
      new Promise<void>((resolve) => {
        const limit = setTimeout(end, LONGEST_MS);
        function end(): void {
          clearTimeout(limit);
          waiting.delete(end);
          resolve();
        }
        waiting.add(end);
      }),
    end: () => [...waiting].forEach((end) => end()),
  };
}
