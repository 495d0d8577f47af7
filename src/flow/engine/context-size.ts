import type { Json } from "../session";

const MAX_BYTES = 64 * 1024;

/** Whether a context, or one value of it, may be stored. Writing it down to count its bytes is left for those that come near. */
export function fitsContext(context: Json): boolean {
  if (spaceLeft(context, MAX_BYTES, 0) >= 0) return true;
  const characters = lengthOf(context);
  if (characters > MAX_BYTES) return false;
  return characters * 3 <= MAX_BYTES || new TextEncoder().encode(JSON.stringify(context)).length <= MAX_BYTES;
}

/** The most bytes JSON needs for a UTF-16 unit: an escape such as a backslash, u001f. */
const UNIT = 6;
/** Of a number, and of true, false and null. */
const SCALAR = 25;
const MAX_DEPTH = 64;

/** What is left of the space when the value takes the most it can; below zero the answer is not known. */
function spaceLeft(value: Json | undefined, space: number, depth: number): number {
  if (typeof value === "string") return space - value.length * UNIT - 2;
  if (typeof value !== "object" || value === null) return space - SCALAR;
  if (depth > MAX_DEPTH) return -1;
  let left = space - 2;
  if (Array.isArray(value)) {
    const items: readonly Json[] = value;
    for (let index = 0; index < items.length && left >= 0; index += 1)
      left = spaceLeft(items[index], left - 1, depth + 1);
    return left;
  }
  const fields = value as Readonly<Record<string, Json>>;
  for (const key in fields) {
    if (left < 0) break;
    left = spaceLeft(fields[key], left - key.length * UNIT - 4, depth + 1);
  }
  return left;
}

function lengthOf(context: Json): number {
  try {
    return JSON.stringify(context).length;
  } catch {
    // Nested so deep that writing it down fails: no flow needs that.
    return Number.POSITIVE_INFINITY;
  }
}
