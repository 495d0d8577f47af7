const HIGH_SURROGATES = /[\uD800-\uDBFF]$/;

/** The beginning of a text, at most `limit` UTF-16 units long; it never ends in half a character such as 🚀. */
export function excerpt(text: string, limit = 500): { readonly text: string; readonly truncated: boolean } {
  if (text.length <= limit) return { text, truncated: false };
  return { text: text.slice(0, limit).replace(HIGH_SURROGATES, ""), truncated: true };
}
