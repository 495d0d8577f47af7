import { invalid, missing, problemUnless, type Problems, text, textOf } from "./check";
import { messageId } from "./message-id";

/** One emoji on a message; an empty one takes it away again. */
export function checkReaction({ message_id: id, emoji }: Record<string, unknown>): Problems {
  if (emoji === undefined) return [...messageId(id, "reaction['message_id']"), missing("reaction['emoji']")];
  return [
    ...messageId(id, "reaction['message_id']"),
    ...(emoji === "" ? [] : textOf(emoji, "reaction['emoji']", 64)),
    ...problemUnless(emoji === "" || isOneEmoji(text(emoji)), invalid("reaction['emoji'] must be one emoji.")),
  ];
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

export function isOneEmoji(emoji: string): boolean {
  return [...graphemes.segment(emoji)].length === 1 && /\p{Extended_Pictographic}|\p{RI}|\u20e3/u.test(emoji);
}
