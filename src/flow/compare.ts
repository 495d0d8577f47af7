import { normalise } from "./normalise";
import { textOf } from "./text-of";
import { spend } from "./work-budget";

/** A number, or a text that is one: customers type digits. */
export function asNumber(value: unknown): number | null {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  return typeof value === "string" && spend(value.length) && /^\s*[+-]?\d+(?:\.\d+)?\s*$/.test(value)
    ? Number(value)
    : null;
}

/** Equal as a person would say: a number with the text that is that number, texts without case and accents. */
export function isSame(left: unknown, right: unknown): boolean {
  if (typeof left === "number" || typeof right === "number") {
    const [a, b] = [asNumber(left), asNumber(right)];
    if (a !== null && b !== null) return a === b;
  }
  return normalise(textOf(left)) === normalise(textOf(right));
}

const DAY = /^\d{4}-\d\d-\d\d/;

/** Below, at or above zero; null where there is no order. Numbers by size, ISO times by their letters. */
export function order(left: unknown, right: unknown): number | null {
  const [a, b] = [asNumber(left), asNumber(right)];
  if (a !== null && b !== null) return a - b;
  if (typeof left !== "string" || typeof right !== "string" || !DAY.test(left) || !DAY.test(right)) return null;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
