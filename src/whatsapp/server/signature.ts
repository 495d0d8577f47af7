import { createHmac, timingSafeEqual } from "node:crypto";

const PREFIX = "sha256=";

/** The `X-Hub-Signature-256` of these bytes. */
export const sign = (raw: Uint8Array, secret: string): string =>
  PREFIX + createHmac("sha256", secret).update(raw).digest("hex");

/**
 * Whether the secret signed exactly these bytes. Meta signs them as sent, with its own escapes (`\u00e9`, `\/`), so JSON that was
 * parsed and written again does not fit. Without a secret nothing does.
 */
export function verifySignature(raw: Uint8Array, header: string | null | undefined, secret: string): boolean {
  if (secret === "" || !header?.startsWith(PREFIX)) return false;
  const given = Buffer.from(header);
  const wanted = Buffer.from(sign(raw, secret));
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
