import type { Place } from "./escape";
import { unmarked } from "./secret-mark";
import { isPlain } from "./template";

/** More than any form needs; what a flow makes of one variable must not fill the disk. */
const MAX_BODY = 262_144;
/** Each is a template that may run its full length. */
const MAX_TEXTS = 100;

const STRING = /"(?:[^"\\]|\\.)*"/g;

/** How values stand in a body of this type. A body that does not say what it is counts as JSON. */
export function placeOfBody(contentType: string | undefined): Place {
  const type = contentType?.split(";", 1)[0]?.trim().toLowerCase() || "application/json";
  if (/[/+]json$/.test(type)) return "json";
  if (/[/+]xml$/.test(type)) return "xml";
  return type === "application/x-www-form-urlencoded" ? "form" : "plain";
}

type Fill = (place: Place, template: string) => string;

export type FilledBody =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly error: "body-not-json" | "body-too-large" };

/** The body with its variables filled in. */
export function fillBody(source: string, place: Place, fill: Fill): FilledBody {
  if (hasTooManyTexts(source, place)) return { ok: false, error: "body-too-large" };
  const text = place === "json" ? fillJson(unmarked(source), fill) : fill(place, source);
  if (text.length > MAX_BODY) return { ok: false, error: "body-too-large" };
  return place === "json" && !isJson(text) ? { ok: false, error: "body-not-json" } : { ok: true, text };
}

/** Where the variables stand within quotes, each text is filled in by itself and quoted anew; the rest stays as it was written. */
function fillJson(source: string, fill: Fill): string {
  if (!isJson(source)) return fill("json", source);
  return source.replace(STRING, (literal) => {
    const text = JSON.parse(literal) as string;
    return isPlain(text) ? literal : JSON.stringify(fill("plain", text));
  });
}

/** The templates of a body, each as it is filled in; null for a body that can not become JSON. */
export function templatesOfBody(source: string, place: Place): readonly string[] | null {
  if (place !== "json") return [source];
  if (isJson(source)) return (source.match(STRING) ?? []).map((literal) => JSON.parse(literal) as string);
  return isPlain(source) ? null : [source];
}

/** Whether more texts of a body hold variables than are filled in. */
export const hasTooManyTexts = (source: string, place: Place): boolean =>
  (templatesOfBody(source, place) ?? []).filter((text) => !isPlain(text)).length > MAX_TEXTS;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
