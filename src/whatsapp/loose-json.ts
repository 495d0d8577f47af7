/** JSON of which nothing is promised: every level may be missing, of another type, or empty. */
export type Loose = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Loose =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The object, or an empty one. */
export const asRecord = (value: unknown): Loose => (isRecord(value) ? value : {});

/** The list, or an empty one. */
export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Words as they were written; "" counts as missing. */
export const asText = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

// The longest id that Meta documents has 132 characters (a user id); PostgreSQL takes no NUL and no half of a surrogate pair.
const ID = /^[^\0\p{Surrogate}]{1,256}$/su;

/** An id, sent as text or as a number. Missing, null, "" and what cannot be an id are alike. */
export function asId(value: unknown): string | null {
  if (Number.isSafeInteger(value)) return String(value);
  const id = asText(value)?.trim() ?? "";
  return ID.test(id) ? id : null;
}

/** A phone number as its digits, however it was written; what is no phone number stays as it is. */
export function asPhone(value: unknown): string | null {
  const id = asId(value);
  return id && /^\+?[\d\s().-]+$/.test(id) && /\d/.test(id) ? id.replace(/\D/g, "") : id;
}

/** A finite number, sent as a number or as text. */
export function asNumber(value: unknown): number | null {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}

const YEAR_10000 = 253_402_300_800;

/** Epoch seconds, sent as text or as a number, in milliseconds. */
export function asTime(value: unknown): number | null {
  const seconds = asNumber(value);
  return seconds !== null && seconds > 0 && seconds < YEAR_10000 ? Math.round(seconds * 1000) : null;
}

/** JSON inside JSON; undefined when it does not parse. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
