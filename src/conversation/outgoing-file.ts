import { typeByContent } from "./file-type";
import { isPlayed } from "./film-type";
import type { MediaType } from "./message";
import { LIMITS } from "./message-limits";
import { pictureSize } from "./picture-size";

/**
 * The largest file that Meta takes as such, in bytes. Its pages say MB; if those are MiB we are on the safe side.
 * https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media#supported-media-types
 */
const MOST_BYTES: Readonly<Record<MediaType, number>> = {
  image: 5_000_000,
  video: 16_000_000,
  audio: 16_000_000,
  document: 100_000_000,
  sticker: 500_000,
};
const MOST_OF_STILL_STICKER = 100_000;
/** Both sides of a sticker, in pixels. */
const STICKER_SIDE = 512;

/** What is shown as such; whatever else Meta takes goes as a document. WebP is for stickers only. */
const SHOWN_AS: Readonly<Record<string, MediaType>> = {
  "image/jpeg": "image",
  "image/png": "image",
  "video/mp4": "video",
  "video/3gpp": "video",
  "audio/aac": "audio",
  "audio/amr": "audio",
  "audio/mpeg": "audio",
  "audio/mp4": "audio",
  "audio/ogg": "audio",
};

export interface GivenFile {
  readonly name: string;
  readonly size: number;
  /** All of it, or at least `HEAD_BYTES` from its beginning. */
  readonly bytes: Uint8Array;
}

export interface FittingFile {
  readonly mediaType: MediaType;
  readonly mimeType: string;
  /** Without what can not stand in a name. */
  readonly name: string;
  readonly mayBeSticker: boolean;
}

export type FileVerdict =
  { readonly fits: true; readonly file: FittingFile } | { readonly fits: false; readonly why: string };

/** As what a file is sent, or why it can not be: `mostBytes` is the operator's limit beside Meta's. */
export function judgeFile(given: GivenFile, wanted: { mostBytes: number; asSticker: boolean }): FileVerdict {
  const name = cleanName(given.name);
  const { size, bytes } = given;
  const refuse = (why: string): FileVerdict => ({ fits: false, why: `The file ${JSON.stringify(name)} ${why}.` });
  if (size === 0) return refuse("is empty");
  const most = Math.min(wanted.mostBytes, MOST_BYTES.document);
  if (size > most) return refuse(`has ${megabytes(size, "up")}; at most ${megabytes(most, "down")} can be sent`);
  const mimeType = typeByContent(bytes, name);
  if (mimeType === null) {
    return refuse(
      "is, by its content, of no type that WhatsApp takes, or damaged. It takes JPEG, PNG, MP4 with H.264, 3GP, AAC, AMR, MP3, M4A, Opus, PDF, Office files and text",
    );
  }
  const mayBeSticker = mimeType === "image/webp" && whyNoSticker(given) === null;
  if (wanted.asSticker) {
    const why = mimeType === "image/webp" ? whyNoSticker(given) : "is no WebP, as stickers are";
    return why === null ? { fits: true, file: { mediaType: "sticker", mimeType, name, mayBeSticker } } : refuse(why);
  }
  return { fits: true, file: { mediaType: shownAs(given, mimeType), mimeType, name, mayBeSticker } };
}

function shownAs({ size, bytes }: GivenFile, mimeType: string): MediaType {
  const shown = SHOWN_AS[mimeType];
  if (!shown || size > MOST_BYTES[shown]) return "document";
  return shown === "video" && !isPlayed(bytes) ? "document" : shown;
}

function whyNoSticker({ size, bytes }: GivenFile): string | null {
  const most = isMoving(bytes) ? MOST_BYTES.sticker : MOST_OF_STILL_STICKER;
  if (size > most) return `has ${Math.ceil(size / 1000)} kB; a sticker like it has at most ${most / 1000} kB`;
  const { width = 0, height = 0 } = pictureSize(bytes) ?? {};
  if (width === STICKER_SIDE && height === STICKER_SIDE) return null;
  return `has ${width} × ${height} pixels; a sticker has ${STICKER_SIDE} × ${STICKER_SIDE}`;
}

/** A bit of the extended form. https://developers.google.com/speed/webp/docs/riff_container */
const isMoving = (webp: Uint8Array): boolean =>
  String.fromCharCode(...webp.subarray(12, 16)) === "VP8X" && ((webp[20] ?? 0) & 2) !== 0;

/** Rounded so that what is too large never reads like what is allowed. */
function megabytes(bytes: number, way: "up" | "down"): string {
  const tenths = bytes / 100_000;
  return `${((way === "up" ? Math.ceil(tenths) : Math.floor(tenths)) / 10).toFixed(1)} MB`;
}

/** Two units at most for each character: within what Meta takes. */
const MOST_OF_NAME = LIMITS.media.filename / 2;

/** Without what hides how a name ends (marks of direction), or leads to another folder. */
function cleanName(name: string): string {
  const clean = name
    .replace(/\p{C}/gu, "")
    .replace(/[\\/:]/g, "_")
    .trim();
  return Array.from(clean).slice(-MOST_OF_NAME).join("") || "file";
}
