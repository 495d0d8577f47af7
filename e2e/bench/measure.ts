/** Something measured several times over. */
export interface Measure {
  readonly name: string;
  readonly unit: string;
  /** One value per run. */
  readonly runs: readonly number[];
  /** What it should reach. */
  readonly aim?: number;
}

/** What a bench found: measures, which are kept and compared, and remarks on where the time goes. */
export interface Report {
  readonly measures: readonly Measure[];
  readonly remarks: readonly string[];
}

export type Bench = () => Report | Promise<Report>;

export function spread(runs: readonly number[]) {
  const sorted = [...runs].sort((one, other) => one - other);
  const at = (share: number): number => sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN;
  return { min: at(0), median: at(0.5), max: at(1) };
}

/** Seconds of processor time that the work took, whatever else ran on the machine meanwhile; with the threads that collect garbage. */
export function processorSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000_000;
}
