import { westernDigits } from "./digits";

const YEAR_FIRST = /^([1-9]\d{3})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,2})$/;
const YEAR_LAST = /^(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*([1-9]\d{3})$/;

/**
 * A day as people write it, as `YYYY-MM-DD`; null when it is none. The day stands before the month unless no such day is there:
 * 12/31/2026 is the last of December, 5/4/2026 the fifth of April. Years have four digits: of two nobody knows the century.
 */
export function parseDate(text: string): string | null {
  const written = westernDigits(text).trim();
  const [, year, , month, day] = YEAR_FIRST.exec(written) ?? [];
  if (year !== undefined) return dayOf(year, month, day);
  const [, first, , second, last] = YEAR_LAST.exec(written) ?? [];
  return dayOf(last, second, first) ?? dayOf(last, first, second);
}

function dayOf(year: string | undefined, month: string | undefined, day: string | undefined): string | null {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  const date = new Date(Date.UTC(y, m - 1, d));
  const isReal = date.getUTCMonth() === m - 1 && date.getUTCDate() === d;
  return isReal ? date.toISOString().slice(0, 10) : null;
}
