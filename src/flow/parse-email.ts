import { z } from "zod";

/** RFC 5321 allows no longer address. */
const address = z.email().max(254);

/** An email address with its host in small letters; null when it is none. The part before the host keeps its letters. */
export function parseEmail(text: string): string | null {
  const written = text.trim();
  if (!address.safeParse(written).success) return null;
  const at = written.lastIndexOf("@");
  return written.slice(0, at) + written.slice(at).toLowerCase();
}
