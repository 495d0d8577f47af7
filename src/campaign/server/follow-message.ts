import type { Sql } from "@/platform/db/door";

/** Lets the recipients' rows follow their messages: same step, same stamps. A recipient who replied stays so. */
export async function followMessages(sql: Sql, messageIds: readonly string[]): Promise<void> {
  if (messageIds.length === 0) return;
  await sql.query(
    `update campaign_audience a set
       status = case
         when a.status in ('replied', 'cancelled', 'skipped') then a.status
         when m.status in ('Sent', 'Delivered', 'Read', 'Failed') then lower(m.status)
         else 'queued' end,
       reason = coalesce(m.error ->> 'title', a.reason),
       sent_at = coalesce(m.sent_at, a.sent_at), delivered_at = m.delivered_at, read_at = m.read_at, failed_at = m.failed_at
     from messages m where m.id = a.message_id and m.id = any($1::uuid[])`,
    [messageIds],
  );
}
