import { sqlInOrganization } from "@/platform/db/in-organization";
import type { MediaFile } from "../media-headers";
import type { MediaState, ShownMedia } from "../shown-media";

export interface MediaAt {
  readonly organizationId: string;
  readonly messageId: string;
}

/** The columns are null unless the file is kept. */
interface Row extends Pick<ShownMedia, "trouble">, Omit<MediaFile, "mimeType" | "sha256"> {
  readonly state: MediaState;
  readonly mimeType: string | null;
  readonly sha256: string | null;
  readonly size: number | null;
}

export type StoredMedia =
  | { readonly kind: "kept"; readonly file: MediaFile; readonly size: number }
  | { readonly kind: "not-here"; readonly state: MediaState; readonly trouble: ShownMedia["trouble"] };

/** Null when the message has no file. */
export async function readMedia({ organizationId, messageId }: MediaAt): Promise<StoredMedia | null> {
  const [row] = await sqlInOrganization(organizationId, (sql) =>
    sql.query<Row>(
      `select d.state, d.trouble, d.mime_type as "mimeType", d.size, d.sha256, m.type, m.created_at as at,
         coalesce(m.payload #>> '{media,filename}', m.payload ->> 'filename') as filename
       from message_media d join messages m on m.id = d.message_id where d.message_id = $1`,
      [messageId],
    ),
  );
  if (!row) return null;
  const { state, trouble, size, mimeType, sha256, ...named } = row;
  if (state !== "kept" || size === null || mimeType === null || sha256 === null) {
    return { kind: "not-here", state, trouble };
  }
  return { kind: "kept", file: { ...named, mimeType, sha256 }, size };
}

/** So much is held in memory for each reader. */
const PIECE_BYTES = 512 * 1024;

/** The bytes from `first` to `last`, read piece by piece as they are wanted. */
export function streamMedia(
  media: MediaAt,
  { first, last }: { first: number; last: number },
): ReadableStream<Uint8Array> {
  let at = first;
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
    const piece = await readPiece(media, at, Math.min(PIECE_BYTES, last - at + 1));
    if (!piece?.length) {
      // Dropped meanwhile: the reader sees that it is not whole.
      controller.error(new Error("The file is gone"));
      return;
    }
    controller.enqueue(piece);
    at += piece.length;
    if (at > last) controller.close();
  };
  return new ReadableStream<Uint8Array>({ pull }, { highWaterMark: 0 });
}

async function readPiece({ organizationId, messageId }: MediaAt, at: number, length: number): Promise<Buffer | null> {
  const [row] = await sqlInOrganization(organizationId, (sql) =>
    sql.query<{ piece: Buffer | null }>(
      "select substring(bytes from $2 for $3) as piece from message_media where message_id = $1",
      [messageId, at + 1, length],
    ),
  );
  return row?.piece ?? null;
}
