import type { Sql } from "@/platform/db/door";

/**
 * Locks the channel's ids of messages until the commit: the answer of a send call and a status that overtakes it must not
 * miss each other, the one storing the id while the other parks what it says of it.
 */
export async function lockDeliveryIds(sql: Sql, connectionId: string, waMessageIds: readonly string[]): Promise<void> {
  await sql.query(
    `select pg_advisory_xact_lock(key) from (
       select distinct hashtextextended($1::text || ':' || id, 1) as key from unnest($2::text[]) as w (id) order by 1) keys`,
    [connectionId, waMessageIds],
  );
}
