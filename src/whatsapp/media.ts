/** https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media: addresses of files are on these. */
const META_HOST = /^(lookaside\.fbsbx\.com|([a-z0-9-]+\.)+(fbcdn\.net|whatsapp\.net))$/;

/** Whether an address is Meta's, so that an access token may go there: one of its media hosts, or the Graph's own origin. */
export function isMediaAddress(address: string, graphUrl: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, port, username, password, origin } = new URL(address);
  if (username !== "" || password !== "") return false;
  if (origin === new URL(graphUrl).origin) return true;
  return protocol === "https:" && port === "" && META_HOST.test(hostname);
}

/** What WhatsApp sends as such. A document may be anything. */
const TYPES: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["image", new Set(["image/jpeg", "image/png", "image/webp"])],
  ["sticker", new Set(["image/webp"])],
  ["video", new Set(["video/mp4", "video/3gpp"])],
  ["audio", new Set(["audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg", "audio/opus"])],
]);

const WELL_FORMED = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/;

/** The MIME type, without its parameters (`; codecs=opus`), of a file that a message of this type can hold; null if it can not. */
export function mediaType(messageType: string, mimeType: string | null): string | null {
  const essence = (mimeType ?? "").split(";", 1).join("").trim().toLowerCase();
  const fits = messageType === "document" ? WELL_FORMED.test(essence) : TYPES.get(messageType)?.has(essence);
  return fits ? essence : null;
}

/** A SHA-256 as Meta writes it, base64 in webhooks and hexadecimal in answers, in hexadecimal; null when it is none. */
export function readSha256(written: string | null): string | null {
  if (written === null) return null;
  if (/^[0-9a-f]{64}$/i.test(written)) return written.toLowerCase();
  return /^[A-Za-z0-9+/]{43}=$/.test(written) ? Buffer.from(written, "base64").toString("hex") : null;
}
