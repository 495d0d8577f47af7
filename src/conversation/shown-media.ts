import type { MediaTrouble } from "./media";

/** Where the file of a message is. `dropped`: it was here, and was not kept longer. */
export type MediaState = "waiting" | "kept" | "failed" | "dropped";

/** The file of a message, as the thread shows it. */
export interface ShownMedia {
  readonly state: MediaState;
  readonly trouble: MediaTrouble | null;
  /** Bytes. */
  readonly size: number | null;
  /** Of a picture, in pixels. */
  readonly width: number | null;
  readonly height: number | null;
}

const WHY: Readonly<Record<MediaTrouble, string>> = {
  "too-large": "It is larger than what is kept here. The customer can send a smaller one, or a link.",
  "wrong-type": "It is of a type that WhatsApp does not send as such, so it is not kept.",
  "wrong-content": "What came is not what the customer sent: its checksum differs.",
  "wrong-address": "Meta named an address that is none of its own.",
  "not-found": "Meta does not have it any more. The customer can send it again.",
  "not-connected": "This number has no access token.",
  refused: "Meta refuses to hand it over: look at the number's connection in Settings.",
  unreachable: "Meta could not be reached.",
};

/** Why a message's file can not be seen, for a person; null when it can. */
export function whyNoMedia({ state, trouble }: Pick<ShownMedia, "state" | "trouble">): string | null {
  switch (state) {
    case "kept":
      return null;
    case "dropped":
      return "It was kept for a while and is gone now.";
    case "failed":
      return trouble ? WHY[trouble] : "It could not be fetched.";
    case "waiting":
      return trouble ? `${WHY[trouble]} It is tried again by itself.` : "Being fetched…";
  }
}

/** A file's size for people: "12 kB", "3.4 MB". */
export const sizeInWords = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

const LARGEST_SIDE = 320;
const SMALLEST_SIDE = 48;

/** The place of a picture in a bubble, in CSS pixels: as wide as it is, but no side beyond 320; null when its size is not known. */
export function placeOf({
  width,
  height,
}: Pick<ShownMedia, "width" | "height">): { width: number; ratio: string } | null {
  if (width === null || height === null) return null;
  const scale = Math.min(1, LARGEST_SIDE / Math.max(width, height));
  return { width: Math.max(Math.round(width * scale), SMALLEST_SIDE), ratio: `${width} / ${height}` };
}
