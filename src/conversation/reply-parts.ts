import type { MediaType } from "./message";
import { LIMITS } from "./message-limits";

/** WhatsApp shows no words with sounds and stickers. */
export const takesCaption = (mediaType: MediaType): boolean => mediaType !== "audio" && mediaType !== "sticker";

export type ReplyPart<File> =
  { readonly file: File; readonly caption: string | null } | { readonly file: null; readonly text: string };

/**
 * What is sent when somebody presses Send, in order: the files, and the text as the caption of the last one, or behind it as a
 * message of its own where no caption can hold it.
 */
export function replyParts<File extends { readonly mediaType: MediaType }>(
  files: readonly File[],
  text: string,
): readonly ReplyPart<File>[] {
  const last = files.at(-1);
  const isCaption = last !== undefined && takesCaption(last.mediaType) && text.length <= LIMITS.media.caption;
  return [
    ...files.map((file) => ({ file, caption: isCaption && file === last && text !== "" ? text : null })),
    ...(isCaption || text === "" ? [] : [{ file: null, text }]),
  ];
}
