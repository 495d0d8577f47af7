import { readFileSync } from "node:fs";
import type { StoredMedia } from "./media-store";

type Sample = Pick<StoredMedia, "mimeType" | "bytes">;

const read = (name: string) => readFileSync(new URL(`samples/${name}`, import.meta.url));

const PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj
trailer<</Root 1 0 R>>
`;

/** What a customer sends who brings no file of their own. Sound and video are noise that nothing plays. */
export const SAMPLES: Readonly<Record<"image" | "video" | "audio" | "document" | "sticker", () => Sample>> = {
  image: () => ({ mimeType: "image/jpeg", bytes: read("photo.jpg") }),
  sticker: () => ({ mimeType: "image/webp", bytes: read("sticker.webp") }),
  document: () => ({ mimeType: "application/pdf", bytes: Buffer.from(PDF) }),
  audio: () => ({ mimeType: "audio/ogg; codecs=opus", bytes: Buffer.alloc(2048, "OggS") }),
  video: () => ({ mimeType: "video/mp4", bytes: Buffer.alloc(4096, "ftyp") }),
};
