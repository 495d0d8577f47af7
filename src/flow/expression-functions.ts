import { asNumber, order } from "./compare";
import { head } from "./fit";
import { findsPattern } from "./pattern";
import { textOf } from "./text-of";
import { spend } from "./work-budget";

/** The whole vocabulary of an expression. What one of them cannot do it throws; the evaluator returns it. */
export const functions = {
  abs: Math.abs,
  ceil: Math.ceil,
  floor: Math.floor,
  round: Math.round,
  sqrt: Math.sqrt,
  min: Math.min,
  max: Math.max,
  exists: (value: unknown) => value !== null && value !== undefined,
  empty: (value: unknown) => textOf(value) === "" || textOf(value) === "[]" || textOf(value) === "{}",
  lower: (value: unknown) => textOf(value).toLowerCase(),
  upper: (value: unknown) => textOf(value).toUpperCase(),
  trim: (value: unknown) => textOf(value).trim(),
  length: (value: unknown) => (Array.isArray(value) ? value.length : charactersIn(textOf(value))),
  contains: (value: unknown, part: unknown) =>
    Array.isArray(value) ? spend(value.length) && value.includes(part) : textOf(value).includes(textOf(part)),
  startsWith: (value: unknown, start: unknown) => textOf(value).startsWith(textOf(start)),
  endsWith: (value: unknown, end: unknown) => textOf(value).endsWith(textOf(end)),
  matches: findsIn,
  text: textOf,
  number: (value: unknown) => asNumber(value) ?? refuse(`"${textOf(value)}" is not a number`),
};

const equals = (left: unknown, right: unknown): boolean => {
  if ((left ?? null) === (right ?? null)) return true;
  if (typeof left !== "number" && typeof right !== "number") return false;
  const number = asNumber(left);
  return number !== null && number === asNumber(right);
};

/** Operators that differ from the evaluator's own: digits count as numbers, ISO times have an order, patterns are linear. */
export const operators = {
  "==": equals,
  "!=": (left: unknown, right: unknown) => !equals(left, right),
  "<": (left: unknown, right: unknown) => compared(left, right) < 0,
  "<=": (left: unknown, right: unknown) => compared(left, right) <= 0,
  ">": (left: unknown, right: unknown) => compared(left, right) > 0,
  ">=": (left: unknown, right: unknown) => compared(left, right) >= 0,
  "~=": findsIn,
};

const compared = (left: unknown, right: unknown): number =>
  order(left, right) ?? refuse(`"${textOf(left)}" and "${textOf(right)}" have no order`);

function findsIn(value: unknown, pattern: unknown): boolean {
  return findsPattern(textOf(pattern), textOf(value)) ?? refuse(`"${textOf(pattern)}" is not a pattern`);
}

/** Counted one by one: a list of them would take thirty times the text's memory. */
function charactersIn(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) count += 1;
  return count;
}

function refuse(why: string): never {
  throw new Error(head(why, 200));
}
