/** A box of an ISO media file with others in it, or bytes. For tests. */
export function box(kind: string, ...parts: readonly (Buffer | string)[]): Buffer {
  const inner = Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : part)));
  const size = Buffer.alloc(4);
  size.writeUInt32BE(inner.length + 8);
  return Buffer.concat([size, Buffer.from(kind, "latin1"), inner]);
}

const track = (handler: "vide" | "soun", codec: string) =>
  box(
    "trak",
    box("tkhd", "x".repeat(8)),
    box(
      "mdia",
      box("hdlr", "\0".repeat(8), handler, "\0".repeat(12)),
      box("minf", box("stbl", box("stsd", "\0\0\0\0\0\0\0\x01", box(codec, "\0".repeat(16))))),
    ),
  );

interface Film {
  readonly brand?: string;
  /** Of the pictures; null without any. */
  readonly codec?: string | null;
  readonly length?: number;
}

/** A film of so many bytes, its index behind its pictures, as cameras write it. Nothing plays it. */
export const film = ({ brand = "isom", codec = "avc1", length = 64 }: Film = {}): Buffer =>
  Buffer.concat([
    box("ftyp", brand, "\0\0\x02\0", brand),
    box("mdat", Buffer.alloc(length, 7)),
    box("moov", box("mvhd", "y".repeat(20)), ...(codec === null ? [] : [track("vide", codec)]), track("soun", "mp4a")),
  ]);
