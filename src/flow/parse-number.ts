import { westernDigits } from "./digits";

/** Longer than any number a person means. */
const MAX_TEXT = 40;

const SHAPES = [
  /^(?<whole>\d+)$/,
  // 1.234.567,89 and 1,234,567.89, also with spaces or apostrophes between the groups.
  /^(?<whole>[1-9]\d{0,2}([.,' ])\d{3}(?:\2\d{3})*)(?:(?!\2)[.,](?<fraction>\d+))?$/,
  // 12,34,567.89, as it is written in India.
  /^(?<whole>[1-9]\d?(?:,\d\d)+,\d{3})(?:\.(?<fraction>\d+))?$/,
  /^(?<whole>\d*)[.,](?<fraction>\d+)$/,
];
/** A thousand and more, or one and a fraction? */
const AMBIGUOUS = /^[1-9]\d{0,2}([.,])\d{3}$/;

/**
 * A number as people write it; null when it is none, or when it could be two. One mark before three digits ("1.234") is taken for
 * thousands only where the customer's country writes thousands so: elsewhere nobody can tell.
 */
export function parseNumber(text: string, country: string | null): number | null {
  const written = westernDigits(text).trim().replace(/’/g, "'").replace(/\s/g, " ");
  const [, sign, digits = ""] = /^([+−-])? ?([\d.,' ]+)$/.exec(written) ?? [];
  const size = digits.length > MAX_TEXT ? null : sizeOf(digits, country);
  // Beyond this digits are lost: what is so long is no amount but a name made of digits.
  if (size === null || size > Number.MAX_SAFE_INTEGER) return null;
  return sign === undefined || sign === "+" || size === 0 ? size : -size;
}

function sizeOf(digits: string, country: string | null): number | null {
  const mark = AMBIGUOUS.exec(digits)?.[1];
  if (mark !== undefined && mark !== thousandsMark(country)) return null;
  for (const shape of SHAPES) {
    const { whole, fraction } = shape.exec(digits)?.groups ?? {};
    if (whole !== undefined) return Number(`${whole.replace(/\D/g, "")}.${fraction ?? "0"}`);
  }
  return null;
}

function thousandsMark(country: string | null): string | undefined {
  if (country === null) return undefined;
  const { language } = new Intl.Locale(`und-${country}`).maximize();
  const parts = new Intl.NumberFormat(`${language}-${country}`, { numberingSystem: "latn" }).formatToParts(1_234_567);
  return parts.find(({ type }) => type === "group")?.value;
}
