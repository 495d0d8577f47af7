import { readFileSync } from "node:fs";

/** What Meta's pages, its API description and public SDKs show: one request and its answer a line. */
export function published<T extends { name: string }>(file: string): T[] {
  const text = readFileSync(new URL(file, import.meta.url), "utf8");
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as T);
}

const FILLED: readonly [RegExp, string][] = [
  [/^\{\{Recipient.*\}\}$|^48X+$|^91x+$/, "16505551234"],
  [/^\+91x+$/, "+16505551234"],
  [/^<?http\(s\):\/\/.*$/, "https://example.com/file"],
  [/^<MSGID.*|^<(PREVIOUS_)?MESSAGE_ID.*|^<WHATSAPP_MESSAGE_ID.*/i, "wamid.PREVIOUS"],
  [/^<HEADER_TYPE>$/, "text"],
  [/^<TEMPLATE_NAME>$/, "template_name"],
];

/** A request with something in the places that the pages leave open. */
export function filled(value: unknown): unknown {
  if (typeof value === "string") {
    return FILLED.reduce((text, [open, what]) => text.replace(open, what), value);
  }
  if (Array.isArray(value)) return value.map(filled);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, filled(inside)]));
}

/** Which published keys an answer lacks, or has with another kind of value: `["contacts.0.wa_id"]`. */
export function missingIn(answer: unknown, wanted: unknown, at = ""): string[] {
  if (typeof wanted !== "object" || wanted === null) return typeof answer === typeof wanted ? [] : [at];
  if (typeof answer !== "object" || answer === null) return [at];
  const has: Record<string, unknown> = { ...answer };
  return Object.entries(Array.isArray(wanted) ? wanted.slice(0, 1) : wanted).flatMap(([key, inside]) =>
    missingIn(has[key], inside, at === "" ? key : `${at}.${key}`),
  );
}
