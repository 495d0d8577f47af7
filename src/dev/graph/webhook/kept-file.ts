import { SAMPLES } from "../media-sample";
import type { MediaStore } from "../media-store";
import type { CustomerMedia } from "./customer-content";

/** The file goes up before the message that names it. One that comes with an id only is nowhere. */
export function keptFile(
  { bytes, ...named }: CustomerMedia,
  { phoneNumberId, media }: { phoneNumberId: string; media: MediaStore },
): CustomerMedia {
  if (named.id !== undefined) return named;
  const sample = SAMPLES[named.type]();
  const { mimeType = sample.mimeType } = named;
  const { id, sha256 } = media.keep({ phoneNumberId, mimeType, bytes: bytes ?? sample.bytes });
  return { ...named, id, mimeType, sha256: sha256.toString("base64") };
}
