/** Escapes and splitting can make what no database keeps: nulls, and halves of an emoji. */
const UNSTORABLE = /[\0\p{Surrogate}]/gu;

/** The text with a replacement character for each of them. */
export const storable = (text: string): string => text.replace(UNSTORABLE, "\ufffd");
