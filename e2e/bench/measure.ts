/** Something measured several times over. */
export interface Measure {
  readonly name: string;
  readonly unit: string;
  /** One value per run. */
  readonly runs: readonly number[];
  /** What it should reach. */
  readonly aim?: number;
  /** Which way is good: more, unless said. */
  readonly better?: "more" | "less";
  /** Whether falling behind the baseline fails; what is measured by the clock on the wall only says so. */
  readonly judged?: false;
}

/** What a bench found: measures, which are kept and compared, and remarks on where the time goes. */
export interface Report {
  readonly measures: readonly Measure[];
  readonly remarks: readonly string[];
  /** The server's version, where there was one. */
  readonly postgres?: string;
}

export interface Bench {
  readonly run: () => Report | Promise<Report>;
  /** Whether it runs what `npm run build` makes. */
  readonly needsBuild: boolean;
}

export function spread(runs: readonly number[]) {
  return { min: quantile(runs, 0), median: quantile(runs, 0.5), max: quantile(runs, 1) };
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN;
}

/** Seconds of processor time that the work took, whatever else ran on the machine meanwhile; with the threads that collect garbage. */
export function processorSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000_000;
}
