import type { Sql } from "@/platform/db/door";

/** With the one that Meta lost. */
const MOST_UPLOADS = 2;

/** Takes back that a message's file is at Meta, so that it is uploaded once more. False when it has none there, or was. */
export async function forgetUpload(sql: Sql, messageId: string): Promise<boolean> {
  const forgotten = await sql.query(
    `update message_media set media_id = null, uploaded_for = null, uploaded_at = null
     where message_id = $1 and uploaded_for is not null and uploads < $2 returning 1`,
    [messageId, MOST_UPLOADS],
  );
  return forgotten.length > 0;
}
