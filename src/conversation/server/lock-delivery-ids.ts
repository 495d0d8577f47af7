import type { Sql } from "@/platform/db/door";
import type { StatusReport } from "../reports";

/** By which the ids of one connection are told apart: a batch must not fill the server's table of locks. */
const BUCKETS = 64;

const keyOf = (waMessageId: string) =>
  `hashtextextended($1::uuid::text || ':' || (hashtextextended(${waMessageId}, 2) & ${BUCKETS - 1}), 1)`;

/**
 * Locks the channel's id of a message until the commit: the answer of a send call and a status that overtakes it must not miss
 * each other, the one storing the id while the other parks what it says of it.
 */
export async function lockDeliveryId(sql: Sql, connectionId: string, waMessageId: string): Promise<void> {
  await sql.query(`select pg_advisory_xact_lock(${keyOf("$2")})`, [connectionId, waMessageId]);
}

/** The same for the ids of reports whose messages are not known: those that are known are locked as rows. */
export async function lockUnknownIds(sql: Sql, connectionId: string, reports: readonly StatusReport[]): Promise<void> {
  await sql.query(
    `select pg_advisory_xact_lock(key) from (
       select distinct ${keyOf("r.wa_id")} as key from unnest($2::text[], $3::uuid[]) as r (wa_id, id)
       where r.wa_id not in (
         select wa_message_id from messages where connection_id = $1 and direction = 'outbound' and wa_message_id = any($2))
       and coalesce(r.id not in (
         select id from messages
         where connection_id = $1 and direction = 'outbound' and id = any($3::uuid[]) and wa_message_id is null), true)
       order by 1) keys`,
    [connectionId, reports.map(({ waMessageId }) => waMessageId), reports.map(ownId)],
  );
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Our message's id, if what comes back can be one. */
export const ownId = ({ callbackData }: StatusReport): string | null =>
  callbackData !== null && UUID.test(callbackData) ? callbackData : null;
