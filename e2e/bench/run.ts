import { readFileSync, writeFileSync } from "node:fs";
import { arch, cpus } from "node:os";
import { benches } from "./index";
import { spread, type Measure } from "./measure";

const RESULTS = "e2e/bench/results.json";
const BASELINE = "e2e/bench/baseline.json";

/** A median that falls this far below its baseline on the same machine is a failure. */
const MARGIN = 0.35;

interface Numbers {
  readonly machine: string;
  readonly medians: Readonly<Record<string, number>>;
}

/** Runs all benches, or those that are named; prints, keeps and compares what they found. 1 when one has become slower. */
export async function bench(names: readonly string[]): Promise<number> {
  const wanted = names.length > 0 ? names : Object.keys(benches);
  const unknown = wanted.filter((name) => !Object.hasOwn(benches, name));
  if (unknown.length > 0) {
    console.error(`There is no bench ${unknown.join(", ")}; there are: ${Object.keys(benches).join(", ")}.`);
    return 2;
  }
  const machine = `${cpus()[0]?.model ?? "unknown"} × ${cpus().length}, ${arch()}, Node ${process.versions.node}`;
  console.log(machine);
  const measures: Measure[] = [];
  for (const name of wanted) measures.push(...(await run(name)));
  const results = measures.map(({ name, unit, runs }) => ({ name, unit, ...spread(runs), runs }));
  writeFileSync(RESULTS, `${JSON.stringify({ machine, results }, null, 2)}\n`);
  return compare(measures, machine);
}

async function run(name: string): Promise<readonly Measure[]> {
  const report = await benches[name]?.();
  for (const measure of report?.measures ?? []) console.log(line(measure));
  for (const remark of report?.remarks ?? []) console.log(`  ${remark}`);
  return report?.measures ?? [];
}

function line({ name, unit, runs, aim }: Measure): string {
  const { min, median, max } = spread(runs);
  const goal = aim === undefined ? "" : `, aim ${shown(aim)}: ${median >= aim ? "reached" : "missed"}`;
  return `${name.padEnd(24)} ${shown(median)} ${unit} (${shown(min)} – ${shown(max)} in ${runs.length} runs${goal})`;
}

const shown = (value: number): string => Math.round(value).toLocaleString("en-US");

function compare(measures: readonly Measure[], machine: string): number {
  const baseline = JSON.parse(readFileSync(BASELINE, "utf8")) as Numbers;
  if (baseline.machine !== machine) {
    console.log(`The baseline is of another machine (${baseline.machine}): nothing is compared.`);
    return 0;
  }
  let status = 0;
  for (const { name, runs } of measures) {
    const accepted = baseline.medians[name];
    if (accepted === undefined) continue;
    const share = spread(runs).median / accepted;
    if (share < 1 - MARGIN) status = 1;
    console.log(
      `${name.padEnd(24)} ${Math.round(share * 100)} % of the baseline${share < 1 - MARGIN ? ": too slow" : ""}`,
    );
  }
  return status;
}
