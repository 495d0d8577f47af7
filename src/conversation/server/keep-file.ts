import { createHash } from "node:crypto";
import { env } from "@/platform/env";
import { AppError } from "@/platform/errors";
import type { Sql } from "@/platform/db/door";
import { pictureSize } from "../picture-size";

export interface KeptFile {
  readonly messageId: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
}

const MIB = 1024 * 1024;

/** Keeps a file of ours with its message, from which it is shown and uploaded. */
export async function keepFile(sql: Sql, { messageId, mimeType, bytes }: KeptFile): Promise<void> {
  const { width = null, height = null } = (mimeType.startsWith("image/") ? pictureSize(bytes) : null) ?? {};
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  await sql.query(
    `insert into message_media (message_id, organization_id, conversation_id, state, kept_at, mime_type, bytes, size, sha256, width, height)
     select id, organization_id, conversation_id, 'kept', clock_timestamp(), $2, $3, $4, $5, $6, $7 from messages where id = $1`,
    [messageId, mimeType, bytes, bytes.length, sha256, width, height],
  );
  await refuseTooMuch(sql);
}

/** The same file with another message. False when it is not kept any more. */
export async function keepFileAgain(sql: Sql, from: string, to: string): Promise<boolean> {
  const kept = await sql.query(
    `insert into message_media (message_id, organization_id, conversation_id, state, kept_at, mime_type, bytes, size, sha256, width, height)
     select m.id, m.organization_id, m.conversation_id, 'kept', clock_timestamp(), d.mime_type, d.bytes, d.size, d.sha256, d.width, d.height
     from messages m join message_media d on d.message_id = $1 and d.state = 'kept' where m.id = $2 returning 1`,
    [from, to],
  );
  await refuseTooMuch(sql);
  return kept.length > 0;
}

/** What has yet to be sent is never dropped: so there may be no more of it than an organization may have. */
async function refuseTooMuch(sql: Sql): Promise<void> {
  const [unsent] = await sql.query<{ bytes: number }>(
    `select coalesce(sum(d.size), 0)::float8 as bytes from messages m join message_media d on d.message_id = m.id
     where m.direction = 'outbound' and m.status = 'Pending'`,
  );
  const mib = env().MEDIA_ORGANIZATION_MIB;
  if ((unsent?.bytes ?? 0) > mib * MIB) {
    throw new AppError("too-many", `More than ${mib} MiB of files wait to be sent. Send this one once they have left.`);
  }
}
