import { seriesOf, type CounterName, type HistogramName, type LabelsOf, type SeriesName } from "./series";

/** What is to be added to one row of the deployment's counts. */
export interface Increment {
  readonly name: string;
  /** As the exposition format writes them: `kind="status",fault="passing"`. */
  readonly labels: string;
  /** "" of a counter; of a histogram a bucket's bound, or "sum". */
  readonly part: string;
  readonly value: number;
}

export interface Ledger {
  readonly count: <Name extends CounterName>(name: Name, labels: LabelsOf<Name>, by?: number) => void;
  readonly observe: <Name extends HistogramName>(name: Name, labels: LabelsOf<Name>, seconds: number) => void;
  /** Everything since the last call. */
  readonly take: () => Increment[];
}

type Cells = Map<string, Float64Array>;

/** Adds up in memory: a call is a look-up and an addition. */
export function createLedger(): Ledger {
  let series = new Map<SeriesName, Cells>();

  function cellOf(name: SeriesName, labels: Readonly<Record<string, string>>): Float64Array {
    let cells = series.get(name);
    if (!cells) series.set(name, (cells = new Map<string, Float64Array>()));
    const { labels: names, bounds } = seriesOf(name);
    let key = "";
    for (const label of names) key = key === "" ? (labels[label] ?? "") : `${key}\n${labels[label] ?? ""}`;
    let cell = cells.get(key);
    if (!cell) cells.set(key, (cell = new Float64Array(bounds ? bounds.length + 2 : 1)));
    return cell;
  }

  const add = (cell: Float64Array, index: number, value: number) => {
    cell[index] = (cell[index] ?? 0) + value;
  };

  return {
    count: (name, labels, by = 1) => add(cellOf(name, labels), 0, by),
    observe: (name, labels, seconds) => {
      const cell = cellOf(name, labels);
      const { bounds = [] } = seriesOf(name);
      let bucket = 0;
      while (bucket < bounds.length && seconds > (bounds[bucket] ?? 0)) bucket += 1;
      add(cell, bucket, 1);
      add(cell, cell.length - 1, seconds);
    },
    take: () => {
      const taken = series;
      series = new Map();
      return [...taken].flatMap(([name, cells]) => [...cells].flatMap(([key, cell]) => incrementsOf(name, key, cell)));
    },
  };
}

function incrementsOf(name: SeriesName, key: string, cell: Float64Array): Increment[] {
  const { labels: names, bounds } = seriesOf(name);
  const values = key.split("\n");
  const labels = labelText(names.map((label, index) => [label, values[index] ?? ""]));
  const parts = bounds ? [...bounds.map(String), "+Inf", "sum"] : [""];
  return parts.flatMap((part, index) => {
    const value = cell[index] ?? 0;
    return value === 0 ? [] : [{ name, labels, part, value }];
  });
}

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", '"': '\\"', "\n": "\\n" };

/** Labels as the exposition format writes them. */
export const labelText = (labels: readonly (readonly [name: string, value: string])[]): string =>
  labels.map(([name, value]) => `${name}="${value.replace(/[\\"\n]/g, (one) => ESCAPES[one] ?? one)}"`).join(",");
