import type { Json } from "../session";

const MAX_BYTES = 64 * 1024;

/** Whether a context, or one value of it, may be stored. The bytes are counted only where the characters do not already decide. */
export function fitsContext(context: Json): boolean {
  const characters = lengthOf(context);
  if (characters > MAX_BYTES) return false;
  return characters * 3 <= MAX_BYTES || new TextEncoder().encode(JSON.stringify(context)).length <= MAX_BYTES;
}

function lengthOf(context: Json): number {
  try {
    return JSON.stringify(context).length;
  } catch {
    // Nested so deep that writing it down fails: no flow needs that.
    return Number.POSITIVE_INFINITY;
  }
}
