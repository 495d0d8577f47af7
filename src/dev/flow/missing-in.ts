import { isDeepStrictEqual } from "node:util";

/** What of the wanted values is not so in the found ones, in lines. What is not asked for may be anything. */
export function missingIn(found: unknown, wanted: unknown, path: string): readonly string[] {
  if (isObject(wanted) && isObject(found)) {
    return Object.entries(wanted).flatMap(([key, value]) => missingIn(found[key], value, `${path}.${key}`));
  }
  if (isDeepStrictEqual(found, wanted)) return [];
  return [
    `- ${path} = ${JSON.stringify(wanted)}`,
    `+ ${path} = ${found === undefined ? "nothing" : JSON.stringify(found)}`,
  ];
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
