import { textOf } from "./text-of";
import { readSegments } from "./variable";

/** A text and the variable after it; the last one has none. */
interface Piece {
  readonly text: string;
  /** Its path, split. */
  readonly path: readonly string[] | null;
  /** Liquid's filters that its value goes through. */
  readonly filters: readonly Filter[];
}

interface Filter {
  readonly name: string;
  readonly given: readonly string[];
}

/** More than any message has, and far fewer than one rendering may run through. */
const MAX_PIECES = 100;

const NAME = String.raw`[A-Za-z_]\w*`;
/** Those that most texts do with, of a value alone. */
const FILTER = String.raw`\|\s*(?:upcase|downcase|capitalize|strip|squish|default:\s*(?:"[^"\\{}]*"|'[^'\\{}]*'))\s*`;
const OUTPUT = new RegExp(String.raw`\{\{\s*(${NAME}(?:\.${NAME})*)\s*((?:${FILTER})*)\}\}`);
/** Names that Liquid does not look up, or not only. */
const ITS_OWN = /(^|\.)(true|false|nil|null|empty|blank|size|length|first|last)(\.|$)/;

/** The pieces of a template with nothing in it but variables by their plain names; null for any other. */
export function simplePieces(source: string): readonly Piece[] | null {
  const parts = source.split(OUTPUT);
  const pieces: Piece[] = [];
  for (let index = 0; index < parts.length; index += 3) {
    const [text = "", path = null, filters = ""] = parts.slice(index, index + 3);
    if (text.includes("{{") || text.includes("{%") || (path !== null && ITS_OWN.test(path))) return null;
    pieces.push({ text, path: path === null ? null : path.split("."), filters: filtersIn(filters) });
  }
  return pieces.length > MAX_PIECES ? null : pieces;
}

const filtersIn = (written: string): Filter[] =>
  [...written.matchAll(/\|\s*(\w+)(?:\s*:\s*(["'])(.*?)\2)?/gs)].map(([, name = "", , given]) => ({
    name,
    given: given === undefined ? [] : [given],
  }));

export interface Filling {
  readonly variables: unknown;
  /** More characters than these are left to Liquid, which says what is too much. */
  readonly limit: number;
  readonly filter: (name: string, value: unknown, given: readonly string[]) => unknown;
}

/** The pieces with the variables' values between them, as Liquid would print them; null when it grows beyond the limit. */
export function fillPieces(pieces: readonly Piece[], { variables, limit, filter }: Filling): string | null {
  let filled = "";
  for (const { text, path, filters } of pieces) {
    filled += text;
    if (path !== null) {
      let value = readSegments(variables, path);
      for (const { name, given } of filters) value = filter(name, value, given);
      filled += textOf(value);
    }
    if (filled.length > limit) return null;
  }
  return filled;
}
