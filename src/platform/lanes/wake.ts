import type { Sql } from "../db/door";

export interface Alarm {
  readonly kind: string;
  readonly key: string;
  readonly organizationId: string | null;
}

/**
 * Makes lanes due now, at `at` if given, and locks their rows until the commit: what is inserted for a lane after this
 * call has its place in the order in which transactions commit. Call `ring` once the transaction is committed.
 */
export async function wake(sql: Sql, alarms: readonly Alarm[], at: Date | null = null): Promise<void> {
  if (alarms.length === 0) return;
  await sql.query(
    `insert into lanes as l (kind, key, organization_id, wake_at, seq)
     select distinct on (kind, key) kind, key, organization_id, coalesce($4::timestamptz, now()), 1
     from unnest($1::text[], $2::text[], $3::uuid[]) as a (kind, key, organization_id)
     order by kind, key
     on conflict (kind, key) do update set wake_at = least(l.wake_at, excluded.wake_at), seq = l.seq + 1`,
    [
      alarms.map((alarm) => alarm.kind),
      alarms.map((alarm) => alarm.key),
      alarms.map((alarm) => alarm.organizationId),
      at,
    ],
  );
}
