import { labelText, type Increment } from "./ledger";
import { seriesOf, SERIES, type SeriesName } from "./series";

/** A value as it is at the moment of the scrape. */
export interface Gauge {
  readonly name: string;
  readonly help: string;
  readonly samples: readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[];
}

/**
 * Counts and gauges in Prometheus' text format, version 0.0.4.
 * https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function exposition(totals: readonly Increment[], gauges: readonly Gauge[]): string {
  const byName = grouped(totals, ({ name }) => name);
  const counted = (Object.keys(SERIES) as SeriesName[]).flatMap((name) => {
    const { type, help } = seriesOf(name);
    const rows = byName.get(name) ?? [];
    return [...heading(name, type, help), ...(type === "counter" ? rows.map(counterLine) : histogramLines(name, rows))];
  });
  const measured = gauges.flatMap(({ name, help, samples }) => [
    ...heading(name, "gauge", help),
    ...samples.map(({ labels, value }) => line(name, labelText(Object.entries(labels)), value)),
  ]);
  return `${[...counted, ...measured].join("\n")}\n`;
}

const heading = (name: string, type: string, help: string) => [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];

const line = (name: string, labels: string, value: number) => `${name}${labels === "" ? "" : `{${labels}}`} ${value}`;

const counterLine = ({ name, labels, value }: Increment) => line(name, labels, value);

/**
 * Buckets are kept each for itself, and told as the format wants them: each with those below it. One that another version of
 * the program kept counts in the next larger bound.
 */
function histogramLines(name: SeriesName, rows: readonly Increment[]): string[] {
  const { bounds = [] } = seriesOf(name);
  return [...grouped(rows, ({ labels }) => labels)].flatMap(([labels, parts]) => {
    const buckets = parts.filter(({ part }) => part !== "sum");
    const upTo = (bound: number) => total(buckets.filter(({ part }) => boundOf(part) <= bound));
    const withBound = (le: string) => (labels === "" ? "" : `${labels},`) + labelText([["le", le]]);
    return [
      ...bounds.map((bound) => line(`${name}_bucket`, withBound(String(bound)), upTo(bound))),
      line(`${name}_bucket`, withBound("+Inf"), total(buckets)),
      line(`${name}_sum`, labels, total(parts.filter(({ part }) => part === "sum"))),
      line(`${name}_count`, labels, total(buckets)),
    ];
  });
}

const boundOf = (part: string): number => (part === "+Inf" ? Infinity : Number(part));
const total = (rows: readonly Increment[]): number => rows.reduce((sum, { value }) => sum + value, 0);

function grouped(rows: readonly Increment[], keyOf: (row: Increment) => string): Map<string, Increment[]> {
  const groups = new Map<string, Increment[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
