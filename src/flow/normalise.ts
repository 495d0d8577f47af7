import { spend } from "./work-budget";

/** Units besides those for its length, for every text that is compared. */
const UNITS = 4;

/**
 * The blocks Unicode calls "combining marks", the keycap and the emoji selectors. Not every mark (\p{M}): the vowel
 * signs of Hindi or Thai are marks too, and without them different words would be equal.
 */
const COMBINING_MARKS = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]/g;

/** What can hold an accent. */
const BEYOND_ASCII = /[^\0-\x7f]/;

/** The form in which what people type is compared: no case, no accents, single spaces. Empty where a move has no time left. */
export function normalise(text: string): string {
  if (!spend(UNITS + text.length)) return "";
  const plain = BEYOND_ASCII.test(text) ? text.normalize("NFD").replace(COMBINING_MARKS, "") : text;
  return plain.toLowerCase().replace(/\s+/g, " ").trim();
}
