const graphemes = new Intl.Segmenter();

/** The text cut to a limit at a whole character, its last place taken by an ellipsis. Texts that fit stay as they are. */
export function fit(text: string, limit: number): string {
  return text.length <= limit ? text : `${head(text, limit - 1)}…`;
}

/** The longest start of the text within the limit that cuts no character, emoji or accent in two. */
export function head(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // The character that stands across the limit, or begins right after it.
  return text.slice(0, graphemes.segment(text.slice(0, limit + 100)).containing(limit)?.index ?? limit);
}

/** The longest start of the text within the limit that ends with a word; a word that alone is longer is cut. */
export function cutAtWord(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const start = head(text, limit);
  if (/\s/.test(text.charAt(start.length))) return start.trimEnd();
  return start.replace(/\s+\S*$/, "") || start;
}
