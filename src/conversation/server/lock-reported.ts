import type { Sql } from "@/platform/db/door";
import type { ReportedMessage, StatusReport } from "../reports";
import { lockUnknownIds, ownId } from "./lock-delivery-ids";

/**
 * The messages of one connection that reports are about, locked until the commit: conversations first, then messages, each by
 * id, the one order in which everybody locks them.
 */
export async function lockReported(
  sql: Sql,
  connectionId: string,
  reports: readonly StatusReport[],
): Promise<ReportedMessage[]> {
  await lockUnknownIds(sql, connectionId, reports);
  const named = [connectionId, reports.map(({ waMessageId }) => waMessageId), reports.map(ownId)];
  await sql.query(
    `select 1 from conversations where id in (
       select conversation_id from messages
       where connection_id = $1 and direction = 'outbound' and (wa_message_id = any($2) or id = any($3::uuid[])))
     order by id for update`,
    named,
  );
  return sql.query<ReportedMessage>(
    `select id, conversation_id as "conversationId", wa_message_id as "waMessageId", status, sent_at as "sentAt",
       delivered_at as "deliveredAt", read_at as "readAt", failed_at as "failedAt", error, notes, pricing
     from messages
     where connection_id = $1 and direction = 'outbound' and (wa_message_id = any($2) or id = any($3::uuid[]))
     order by id for update`,
    named,
  );
}
