/** A kept file, as answers about it need it. */
export interface MediaFile {
  readonly mimeType: string;
  /** Hexadecimal. */
  readonly sha256: string;
  /** As the customer named it. */
  readonly filename: string | null;
  /** The message's. */
  readonly type: string;
  readonly at: Date;
}

/** What browsers show without running anything in it, and how such a file's name ends. */
const SHOWN: ReadonlyMap<string, string> = new Map([
  ["image/jpeg", "jpg"],
  ["image/png", "png"],
  ["image/webp", "webp"],
  ["audio/aac", "aac"],
  ["audio/amr", "amr"],
  ["audio/mpeg", "mp3"],
  ["audio/mp4", "m4a"],
  ["audio/ogg", "ogg"],
  ["audio/opus", "opus"],
  ["video/mp4", "mp4"],
  ["video/3gpp", "3gp"],
]);

/**
 * What a customer's file is sent with. Only what is known to be harmless is shown, and even that opens in a sandbox; the rest is
 * saved, whatever it says it is: HTML and SVG would run as ours.
 */
export function mediaHeaders(file: MediaFile): Readonly<Record<string, string>> {
  const isShown = SHOWN.has(file.mimeType);
  return {
    "content-type": isShown ? file.mimeType : "application/octet-stream",
    "content-disposition": disposition(isShown ? "inline" : "attachment", nameOf(file)),
    "content-security-policy":
      "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox",
    "x-content-type-options": "nosniff",
    "accept-ranges": "bytes",
    // Who is no member any more sees nothing new, and who signs in after them in the same browser nothing old.
    "cache-control": "private, max-age=600",
    vary: "Cookie",
    etag: etagOf(file),
  };
}

export const etagOf = ({ sha256 }: Pick<MediaFile, "sha256">): string => `"${sha256}"`;

/** Whether an If-None-Match header names this file. */
export function isKnown(ifNoneMatch: string | null, etag: string): boolean {
  const known = ifNoneMatch?.split(",").map((one) => one.trim().replace(/^W\//, "")) ?? [];
  return known.includes(etag) || known.includes("*");
}

const LONGEST_NAME = 150;

/** Without what hides how a name ends (marks of direction), or leads to another folder. */
function nameOf({ filename, mimeType, type, at }: MediaFile): string {
  const name = filename
    ?.replace(/\p{C}/gu, "")
    .replace(/[\\/:]/g, "_")
    .trim();
  if (name) return Array.from(name).slice(-LONGEST_NAME).join("");
  const ending = SHOWN.get(mimeType);
  return `${type}-${at.toISOString().slice(0, 10)}${ending ? `.${ending}` : ""}`;
}

/** RFC 6266: the name in ASCII for old clients, and as it is. */
function disposition(kind: "inline" | "attachment", name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
