export type TextPiece =
  | { kind: "plain"; text: string }
  | { kind: "link"; text: string }
  | { kind: "strong" | "em" | "s" | "code"; inside: TextPiece[] };

const MARKS = { "*": "strong", _: "em", "~": "s", "`": "code" } as const;
/** *bold*, _italic_, ~struck~ and `code` round whole words; addresses without the full stop that ends the sentence. */
const PIECES =
  /(?<![\p{L}\d])(?<mark>[*_~`])(?=\S)(?<inner>[^\n]+?)(?<=\S)\k<mark>(?![\p{L}\d])|https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]}']/gu;

/** A text as a chat shows it. */
export function textPieces(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const found of text.matchAll(PIECES)) {
    pieces.push({ kind: "plain", text: text.slice(from, found.index) }, pieceOf(found));
    from = found.index + found[0].length;
  }
  pieces.push({ kind: "plain", text: text.slice(from) });
  return pieces.filter((piece) => piece.kind !== "plain" || piece.text !== "");
}

function pieceOf(found: RegExpExecArray): TextPiece {
  const { mark, inner = "" } = found.groups ?? {};
  if (mark === undefined) return { kind: "link", text: found[0] };
  const kind = MARKS[mark as keyof typeof MARKS];
  return { kind, inside: kind === "code" ? [{ kind: "plain", text: inner }] : textPieces(inner) };
}
