// The bundle of the front and Next's own bundle each load this file.
const shared = globalThis as typeof globalThis & { recadoUnderWay?: Set<Promise<unknown>> };
const underWay = (shared.recadoUnderWay ??= new Set());

/** Lets something run that nobody waits for, and that never fails: the process waits for it before it ends or is frozen. */
export function letRun(work: Promise<void>): void {
  underWay.add(work);
  void work.finally(() => underWay.delete(work));
}

/** Resolves when all that was let run is done. */
export async function allDone(): Promise<void> {
  while (underWay.size > 0) await Promise.all(underWay);
}
