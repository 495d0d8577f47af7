import type { MetaProblem } from "../api/meta-error";

/** Pieces of which the checks of a request body are built: each gives the problems it finds, the first is answered. */
export type Problems = readonly MetaProblem[];

export function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Empty when the value is no text. */
export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

export function missing(path: string): MetaProblem {
  return { code: 131008, details: `The parameter ${path} is required.` };
}

export function invalid(details: string): MetaProblem {
  return { code: 131009, details };
}

export function problemUnless(fine: boolean, problem: MetaProblem): Problems {
  return fine ? [] : [problem];
}

/** Counts UTF-16 units: Meta does not say what a character is, and this is the strictest reading. */
export function textOf(value: unknown, path: string, max: number): Problems {
  if (value === undefined || value === null || value === "") return [missing(path)];
  if (typeof value !== "string") return [invalid(`${path} must be a string.`)];
  return problemUnless(value.length <= max, invalid(`${path} length invalid. Min length: 1, Max length: ${max}`));
}

export function optionalTextOf(value: unknown, path: string, max: number): Problems {
  return value === undefined ? [] : textOf(value, path, max);
}

export function noDuplicates(values: readonly unknown[], what: string): Problems {
  return problemUnless(new Set(values).size === values.length, invalid(`Duplicated ${what}.`));
}
