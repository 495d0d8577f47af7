import { readFileSync, writeFileSync } from "node:fs";
import type { Measure } from "./measure";

/** What was found on one machine, as `results.json` keeps it. */
export interface Results {
  readonly machine: string;
  readonly results: readonly Result[];
}

export interface Result extends Pick<Measure, "name" | "unit" | "aim" | "better"> {
  readonly date: string;
  /** The server's version, where there was one. */
  readonly postgres?: string;
  readonly runs: readonly number[];
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

export const shown = (value: number): string =>
  value < 100 ? String(Math.round(value * 100) / 100) : Math.round(value).toLocaleString("en-US");

export const isReached = ({ median, aim, better }: Pick<Result, "median" | "aim" | "better">): boolean =>
  aim !== undefined && (better === "less" ? median <= aim : median >= aim);

/** All that is known of this machine as one Markdown table. */
export function tableOf({ results }: Results): string {
  const rows = results.map((result) => {
    const { name, unit, date, min, median, max, aim, better } = result;
    const wanted =
      aim === undefined ? "" : `${better === "less" ? "≤" : "≥"} ${shown(aim)}${isReached(result) ? "" : ", missed"}`;
    return [name, `${shown(median)} ${unit}`, `${shown(min)} – ${shown(max)}`, wanted, date];
  });
  const lines = [["what", "median", "from – to", "aim", "measured"], ["---", "---:", "---:", "---", "---"], ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

const BEGIN = "<!-- npm run bench writes from here -->";
const END = "<!-- to here -->";

/** Writes the table into the README, between its two marks. */
export function writeReadme(found: Results): void {
  const readme = readFileSync("README.md", "utf8");
  const [before, rest] = readme.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error("README.md has lost the marks of its table.");
  writeFileSync("README.md", `${before}${BEGIN}\n\n${found.machine}\n\n${tableOf(found)}\n\n${END}${after}`);
}
