import type { Sql } from "@/platform/db/door";

export interface ExpectedMedia {
  readonly messageId: string;
  readonly mediaId: string;
  readonly mimeType: string | null;
  readonly toldSha256: string | null;
}

/** Notes that a message has a file, which is to be fetched. Once per message. */
export async function expectMedia(
  sql: Sql,
  { messageId, mediaId, mimeType, toldSha256 }: ExpectedMedia,
): Promise<void> {
  await sql.query(
    `insert into message_media (message_id, organization_id, conversation_id, media_id, mime_type, told_sha256)
     select id, organization_id, conversation_id, $2, $3, $4 from messages where id = $1`,
    [messageId, mediaId, mimeType, toldSha256],
  );
}
