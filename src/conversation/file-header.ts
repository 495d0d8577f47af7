import { z } from "zod";
import { LIMITS } from "./message-limits";

/** Stands with the bytes of a file that an agent sends. A page of another origin can not set it unasked. */
export const FILE_HEADER = "x-recado-file";

/** What the header says, as JSON in UTF-8 in base64: in an address it would be in everybody's logs. */
const fileHeader = z.object({
  organization: z.string(),
  conversationId: z.guid(),
  clientId: z.string().min(1).max(64),
  name: z.string().max(1000),
  caption: z.string().max(LIMITS.media.caption).nullable(),
  asSticker: z.boolean(),
});
export type FileHeader = z.infer<typeof fileHeader>;

export function writeFileHeader(told: FileHeader): string {
  const utf8 = new TextEncoder().encode(JSON.stringify(told));
  return btoa(Array.from(utf8, (byte) => String.fromCharCode(byte)).join(""));
}

/** Null for what is none. */
export function readFileHeader(written: string | null): FileHeader | null {
  try {
    const utf8 = Uint8Array.from(atob(written ?? ""), (letter) => letter.charCodeAt(0));
    return fileHeader.safeParse(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(utf8))).data ?? null;
  } catch {
    return null;
  }
}
