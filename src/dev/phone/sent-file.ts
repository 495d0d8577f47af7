import { z } from "zod";
import type { CustomerMedia } from "../graph/webhook/customer-content";

export const SentFile = z.object({
  mimeType: z.string(),
  filename: z.string(),
  bytes: z.base64(),
  voice: z.boolean().default(false),
});

/** What WhatsApp's app sends as such; all else goes as a document, with its name. */
const KINDS = {
  image: /^image\/(jpeg|png)$/,
  video: /^video\/(mp4|3gpp)$/,
  audio: /^audio\/(aac|amr|mpeg|mp4|ogg)\b/,
  sticker: /^image\/webp$/,
} as const;

/** A voice note is in the one format that WhatsApp's app records. */
const VOICE = "audio/ogg; codecs=opus";

export function mediaOf({ mimeType, filename, bytes, voice }: z.infer<typeof SentFile>): CustomerMedia {
  const file = { mimeType: mimeType || "application/octet-stream", bytes: Buffer.from(bytes, "base64") };
  const kind = (["image", "video", "audio", "sticker"] as const).find((each) => KINDS[each].test(mimeType));
  if (kind === undefined) return { type: "document", filename, ...file };
  if (kind !== "audio") return { type: kind, ...file };
  return { type: kind, ...file, ...(mimeType.startsWith("audio/ogg") && voice && { mimeType: VOICE }), voice };
}
