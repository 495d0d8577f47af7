import { unmarked } from "./secret-mark";
import { storable } from "./storable";
import { textOf } from "./text-of";

/** A place in a request, with what has to be escaped there. `plain` takes everything as it is. */
export type Place = "url" | "header" | "json" | "form" | "xml" | "plain";

/** Around a list or an object in a JSON text, until it is known whether it stands within quotes. */
const OPEN = "\uE002";
const CLOSE = "\uE003";
const NESTED = /\uE002([^\uE003]*)\uE003|\\.|"/gs;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A text as it has to be written at a place, so that it says what it says and nothing else. */
export function escapeText(place: Place, text: string): string {
  switch (place) {
    case "url":
    case "form":
      return encodeURIComponent(storable(text));
    case "header":
      return text.replace(/[\0-\x08\x0A-\x1F\x7F]+/g, " ");
    case "json":
      return quoted(text);
    case "xml":
      return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
    case "plain":
      return text;
  }
}

/** A value as it has to be written at a place. Of a JSON text the whole goes through `settleJson` then. */
export function escapeValue(place: Place, value: unknown): string {
  const text = unmarked(textOf(value));
  const isNested = place === "json" && typeof value === "object" && value !== null;
  return isNested ? `${OPEN}${text}${CLOSE}` : escapeText(place, text);
}

/** Lists and objects are part of the JSON where they stand bare, and text where they stand within quotes. */
export function settleJson(text: string): string {
  let isWithin = false;
  return text.replace(NESTED, (token, nested?: string) => {
    if (nested !== undefined) return isWithin ? quoted(nested) : nested;
    if (token === '"') isWithin = !isWithin;
    return token;
  });
}

const quoted = (text: string): string => JSON.stringify(text).slice(1, -1);
