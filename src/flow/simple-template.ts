import { textOf } from "./text-of";
import { readSegments } from "./variable";

/** A text and the variable after it; the last one has none. */
interface Piece {
  readonly text: string;
  /** Its path, split. */
  readonly path: readonly string[] | null;
}

/** More than any message has, and far fewer than one rendering may run through. */
const MAX_PIECES = 100;

const NAME = String.raw`[A-Za-z_]\w*`;
const OUTPUT = new RegExp(String.raw`\{\{\s*(${NAME}(?:\.${NAME})*)\s*\}\}`);
/** Names that Liquid does not look up, or not only. */
const ITS_OWN = /(^|\.)(true|false|nil|null|empty|blank|size|length|first|last)(\.|$)/;

/** The pieces of a template with nothing in it but variables by their plain names; null for any other. */
export function simplePieces(source: string): readonly Piece[] | null {
  const parts = source.split(OUTPUT);
  const pieces: Piece[] = [];
  for (let index = 0; index < parts.length; index += 2) {
    const [text = "", path = null] = [parts[index], parts[index + 1]];
    if (text.includes("{{") || text.includes("{%") || (path !== null && ITS_OWN.test(path))) return null;
    pieces.push({ text, path: path === null ? null : path.split(".") });
  }
  return pieces.length > MAX_PIECES ? null : pieces;
}

/** The pieces with the variables' values between them, as Liquid would print them; null when it grows beyond the limit. */
export function fillPieces(pieces: readonly Piece[], variables: unknown, limit: number): string | null {
  let filled = "";
  for (const { text, path } of pieces) {
    filled += path === null ? text : text + textOf(readSegments(variables, path));
    if (filled.length > limit) return null;
  }
  return filled;
}
