import type { Context, Json } from "./session";
import { storable } from "./storable";
import { spend } from "./work-budget";

/** What the engine sets itself, and the names under which the world is read. */
const RESERVED = new Set([
  ...["input", "lastUserMessage", "lastInboundAt", "lastInboundType", "lastInteractiveId", "lastInteractiveTitle"],
  ...["lastSelectedOption", "lastSelectedOptionIndex", "lastMedia", "lastLocation", "triggerMessage", "triggerKeyword"],
  ...["lastBotMessage", "messageCount", "inputHistory", "handoffQueue", "handoffNote", "endReason"],
  ...["contact", "secrets", "organization", "flow", "now", "context"],
]);

/** What there is to read of some of them. */
const FIELDS = new Map([
  ["contact", ["name", "phone", "attributes", "tags"]],
  ["organization", ["name"]],
  ["flow", ["name"]],
]);

/** A context of one's own, that may change. */
export type Variables = Record<string, Json>;
export const copyOf = (context: Context): Variables => ({ ...context });

/** Segments that would reach behind an object instead of into it. */
const FORBIDDEN = new Set(["__proto__", "prototype", "constructor"]);

/** Deeper paths than this are a mistake. */
const MAX_SEGMENTS = 10;

/** A value reached without the prototype chain: `contact.attributes.city`, `items.0.name`. Missing is undefined. */
export function readVariable(variables: unknown, path: string): unknown {
  return path.includes(".") ? readSegments(variables, path.split(".")) : ownValue(variables, path);
}

/** The same for a path that was split before. */
export function readSegments(variables: unknown, segments: readonly string[]): unknown {
  let value = variables;
  for (const segment of segments) value = ownValue(value, segment);
  return value;
}

const ownValue = (holder: unknown, name: string): unknown =>
  typeof holder === "object" && holder !== null && Object.hasOwn(holder, name)
    ? (holder as Readonly<Record<string, unknown>>)[name]
    : undefined;

/** Whether the engine or the world provides this path, so that no node of a flow has to. */
export function isProvided(path: string): boolean {
  const [name = "", field] = path.split(".");
  return RESERVED.has(name) && (field === undefined || (FIELDS.get(name)?.includes(field) ?? true));
}

/** Whether the path is the other one, or something inside it. */
export const isWithin = (path: string, outer: string): boolean => path === outer || path.startsWith(`${outer}.`);

/** Why a flow may not assign to this path; null when it may. */
export function assignmentProblem(path: string): "malformed" | "forbidden" | "reserved" | null {
  const segments = path.split(".");
  if (segments.length > MAX_SEGMENTS || segments.some((segment) => segment.trim() === "")) return "malformed";
  if (segments.some((segment) => FORBIDDEN.has(segment))) return "forbidden";
  return RESERVED.has(segments[0] ?? "") ? "reserved" : null;
}

/** Puts the value at the path; objects are made anew on the way, so that nothing changes that others hold. */
export function writeVariable(variables: Variables, path: string, value: Json): void {
  const dot = path.indexOf(".");
  if (dot < 0) variables[path] = value;
  else {
    const name = path.slice(0, dot);
    const held = Object.hasOwn(variables, name) ? variables[name] : undefined;
    variables[name] = writeInto(held, path.slice(dot + 1).split("."), value);
  }
}

function writeInto(holder: Json | undefined, [segment, ...rest]: readonly string[], value: Json): Json {
  if (segment === undefined) return value;
  if (Array.isArray(holder) && /^\d+$/.test(segment) && Number(segment) <= holder.length) {
    const items: readonly Json[] = holder;
    const index = Number(segment);
    return [...items.slice(0, index), writeInto(items[index], rest, value), ...items.slice(index + 1)];
  }
  const fields = isRecord(holder) ? holder : {};
  const inner = Object.hasOwn(fields, segment) ? fields[segment] : undefined;
  return { ...fields, [segment]: writeInto(inner, rest, value) };
}

const isRecord = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Every name and value is looked at: of a list of digits, one for two characters. */
const UNITS_TO_PARSE = 4;

/** JSON from outside, without the names that would reach behind an object; undefined when it is none, or a move has no time left. */
export function parseJson(text: string): Json | undefined {
  if (!spend(text.length * UNITS_TO_PARSE)) return undefined;
  try {
    return JSON.parse(text, (key, value: Json) => {
      if (FORBIDDEN.has(key) || storable(key) !== key) return undefined;
      return typeof value === "string" ? storable(value) : value;
    }) as Json;
  } catch {
    return undefined;
  }
}
