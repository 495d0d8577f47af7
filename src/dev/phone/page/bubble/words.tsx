import { type TextPiece, textPieces } from "../text-pieces";

export const SAFE = { target: "_blank", rel: "noopener noreferrer" };

/** A text in WhatsApp's marks. */
export function Words({ text }: { text: string }) {
  return textPieces(text).map((piece, index) => <Piece key={index} piece={piece} />);
}

function Piece({ piece }: { piece: TextPiece }) {
  if (piece.kind === "plain") return piece.text;
  if (piece.kind === "link") {
    return (
      <a href={piece.text} {...SAFE}>
        {piece.text}
      </a>
    );
  }
  const Mark = piece.kind;
  return (
    <Mark>
      {piece.inside.map((inner, index) => (
        <Piece key={index} piece={inner} />
      ))}
    </Mark>
  );
}
