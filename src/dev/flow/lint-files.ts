import { parseDefinition } from "@/flow/definition";
import { lint } from "@/flow/lint";
import { placeOf } from "@/flow/place-of";
import { jsonPlaces, lineAndColumn } from "./json-places";
import { readFlowFile } from "./read-flow-file";

interface Remark {
  readonly severity: "error" | "warning";
  readonly code: string;
  readonly message: string;
  /** In the definition. */
  readonly path: string;
}

/** Prints what the linter says of each file, with its line and column. 1 when there is an error among it. */
export function lintFiles(names: readonly string[]): number {
  const count = { error: 0, warning: 0 };
  for (const name of names) {
    const { text, definition, place } = readFlowFile(name);
    const places = jsonPlaces(text);
    for (const { severity, code, message, path } of remarksOn(definition)) {
      const whole = [place, path].filter((part) => part !== "").join(".");
      const where = `${name}:${lineAndColumn(text, places, whole)}`;
      console.log(`${where}: ${severity} ${code}: ${message}${whole === "" ? "" : ` (${whole})`}`);
      count[severity] += 1;
    }
  }
  console.log(`${counted(count.error, "error")}, ${counted(count.warning, "warning")}`);
  return count.error > 0 ? 1 : 0;
}

function remarksOn(json: unknown): readonly Remark[] {
  const parsed = parseDefinition(json);
  if (!parsed.ok) return parsed.problems.map((problem) => ({ ...problem, severity: "error" }));
  return lint(parsed.definition).map((finding) => ({ ...finding, path: placeOf(parsed.definition, finding) }));
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;
