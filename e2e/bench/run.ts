import { readFileSync, writeFileSync } from "node:fs";
import { arch, cpus } from "node:os";
import { benches } from "./index";
import { spread, type Measure, type Report } from "./measure";
import { isReached, shown, tableOf, writeReadme, type Result, type Results } from "./table";

const RESULTS = "e2e/bench/results.json";
const BASELINE = "e2e/bench/baseline.json";

/** A median that falls this far behind its baseline on the same machine is a failure. */
const MARGIN = 0.35;

interface Numbers {
  readonly machine: string;
  readonly medians: Readonly<Record<string, number>>;
}

/**
 * Runs all benches, or those that are named; prints what they found, keeps it as results.json and in the README, and compares
 * it. 1 when one has become slower. Those that run the build have it made first.
 */
export async function bench(names: readonly string[], ensureBuilt: () => Promise<void>): Promise<number> {
  const wanted = names.length > 0 ? names : Object.keys(benches);
  const unknown = wanted.filter((name) => !Object.hasOwn(benches, name));
  if (unknown.length > 0) {
    console.error(`There is no bench ${unknown.join(", ")}; there are: ${Object.keys(benches).join(", ")}.`);
    return 2;
  }
  if (wanted.some((name) => benches[name]?.needsBuild)) await ensureBuilt();
  const machine = `${cpus()[0]?.model ?? "unknown"} × ${cpus().length}, ${arch()}, Node ${process.versions.node}`;
  console.log(machine);
  const reports: Report[] = [];
  for (const name of wanted) reports.push(await run(name));
  const kept = keep(reports, machine);
  console.log(`\n${tableOf(kept)}\n`);
  writeReadme(kept);
  return compare(
    reports.flatMap(({ measures }) => measures),
    machine,
  );
}

async function run(name: string): Promise<Report> {
  const report = (await benches[name]?.run()) ?? { measures: [], remarks: [] };
  for (const measure of report.measures) console.log(line(measure));
  for (const remark of report.remarks) console.log(`  ${remark}`);
  return report;
}

function line({ name, unit, runs, aim, better }: Measure): string {
  const { min, median, max } = spread(runs);
  const verdict = isReached({ median, ...(aim !== undefined && { aim }), ...(better && { better }) })
    ? "reached"
    : "missed";
  const goal = aim === undefined ? "" : `, aim ${shown(aim)}: ${verdict}`;
  return `${name.padEnd(28)} ${shown(median)} ${unit} (${shown(min)} – ${shown(max)} in ${runs.length} runs${goal})`;
}

/** What was measured on this machine before and not again stays. */
function keep(reports: readonly Report[], machine: string): Results {
  const date = new Date().toISOString().slice(0, 10);
  const found = reports.flatMap(({ measures, postgres }) =>
    measures.map(({ name, unit, runs, aim, better }): Result => ({
      name,
      unit,
      date,
      ...(postgres && { postgres }),
      ...(aim !== undefined && { aim }),
      ...(better && { better }),
      ...spread(runs),
      runs,
    })),
  );
  const isFound = new Set(found.map(({ name }) => name));
  const results = [...keptResults(machine).filter(({ name }) => !isFound.has(name)), ...found];
  writeFileSync(RESULTS, `${JSON.stringify({ machine, results }, null, 2)}\n`);
  return { machine, results };
}

function keptResults(machine: string): readonly Result[] {
  try {
    const kept = JSON.parse(readFileSync(RESULTS, "utf8")) as Results;
    return kept.machine === machine ? kept.results : [];
  } catch {
    return []; // the first run on this machine
  }
}

function compare(measures: readonly Measure[], machine: string): number {
  const baseline = JSON.parse(readFileSync(BASELINE, "utf8")) as Numbers;
  if (baseline.machine !== machine) {
    console.log(`The baseline is of another machine (${baseline.machine}): nothing is compared.`);
    return 0;
  }
  let status = 0;
  for (const { name, runs, better, judged = true } of measures) {
    const accepted = baseline.medians[name];
    if (accepted === undefined) continue;
    const median = spread(runs).median;
    const isSlow = (better === "less" ? accepted / median : median / accepted) < 1 - MARGIN;
    if (isSlow && judged) status = 1;
    const share = Math.round((median / accepted) * 100);
    const verdict = judged ? ": too slow" : ": slower; fails nothing, the machine may have been busy";
    console.log(`${name.padEnd(28)} ${share} % of the baseline${isSlow ? verdict : ""}`);
  }
  return status;
}
