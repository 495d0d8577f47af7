/** Which bytes of a file a request asks for; `last` is one of them. */
export type ByteRange =
  | { readonly kind: "whole" }
  | { readonly kind: "part"; readonly first: number; readonly last: number }
  /** None that there are. */
  | { readonly kind: "beyond" };

/**
 * Reads a Range header (RFC 9110, section 14). Only a single range is served: several, and what is not understood, ask for
 * the whole, as the RFC allows.
 */
export function byteRange(header: string | null, size: number): ByteRange {
  const [, from = "", to = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/i.exec(header?.replace(/\s/g, "") ?? "") ?? [];
  if (from === "" && to === "") return { kind: "whole" };
  if (from === "") return part(Math.max(size - Number(to), 0), size - 1);
  if (to !== "" && Number(to) < Number(from)) return { kind: "whole" };
  return part(Number(from), to === "" ? size - 1 : Math.min(Number(to), size - 1));
}

const part = (first: number, last: number): ByteRange =>
  first > last ? { kind: "beyond" } : { kind: "part", first, last };
