/** What a suite of tests came to, as one line. */
export interface Outcome {
  readonly suite: string;
  readonly passed: number;
  readonly failed: number;
  /** What a reader needs to find the fault. */
  readonly faults: readonly string[];
  /** Why it did not run; it then counts for nothing. */
  readonly notRun?: string;
}

/** A run of no tests proves nothing: it has failed. */
export const ran = (suite: string, { passed, faults }: Pick<Outcome, "passed" | "faults">): Outcome =>
  passed + faults.length > 0
    ? { suite, passed, failed: faults.length, faults }
    : { suite, passed, failed: 1, faults: ["no test was run"] };

export const notRun = (suite: string, reason: string): Outcome => ({
  suite,
  passed: 0,
  failed: 0,
  faults: [],
  notRun: reason,
});

export function lineOf({ suite, passed, failed, faults, notRun: reason }: Outcome): string {
  if (reason !== undefined) return `– ${suite}: not run: ${reason}`;
  const line = `${failed > 0 ? "✗" : "✓"} ${suite}: ${passed} passed, ${failed} failed`;
  return [line, ...faults.map((fault) => `    ${fault}`)].join("\n");
}
