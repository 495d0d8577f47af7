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

/** Meta's oldest way to refuse a parameter: the sentence names it. */
export function refusedParameter(sentence: string): MetaProblem {
  return { code: 100, message: `(#100) ${sentence}`, details: sentence };
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

export function addressOf(value: unknown, path: string): Problems {
  return problemUnless(/^https?:\/\/\S/i.test(text(value)), refusedParameter(`Param ${path} is not a valid URI.`));
}

export function trueOrFalse(value: unknown, path: string): Problems {
  return problemUnless(
    value === undefined || typeof value === "boolean",
    refusedParameter(`Param ${path} must be a boolean.`),
  );
}

/** A word out of a list, which Meta reads in capitals too. */
export function oneOf(value: unknown, path: string, words: readonly string[]): Problems {
  if (value === undefined) return [missing(path)];
  return problemUnless(
    words.includes(text(value).toLowerCase()),
    refusedParameter(`Param ${path} must be one of {${words.join(", ").toUpperCase()}} - got "${shown(value)}".`),
  );
}

function shown(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Keys that belong to another kind of message. */
export function unexpectedKeys(value: Record<string, unknown>, path: string, keys: readonly string[]): Problems {
  const found = keys.find((key) => value[key] !== undefined);
  return found === undefined ? [] : [refusedParameter(`Unexpected key "${found}" on param "${path}".`)];
}

export function noDuplicates(values: readonly unknown[], what: string): Problems {
  return problemUnless(new Set(values).size === values.length, invalid(`Duplicated ${what}.`));
}
