import { asSystem } from "@/platform/db/as-system";
import type { Sql } from "@/platform/db/door";
import { holdLane } from "@/platform/lanes/hold";
import type { LaneKind } from "@/platform/lanes/lane";
import { wake } from "@/platform/lanes/wake";

const EVERY_MS = 60_000;
/** Meta repeats a delivery for 7 days; its bytes are kept a day longer. */
const DELIVERIES_KEPT_DAYS = 8;
const BATCH = 1_000;

const UPKEEP = { kind: "upkeep", key: "deployment", organizationId: null };

/** Rows that wait although nothing will wake their lane: it was lost, or never made. */
const FORGOTTEN = `
select distinct 'conversation' as kind, m.conversation_id::text as key, m.organization_id as "organizationId"
from messages m where m.direction = 'outbound' and m.status in ('Pending', 'Unknown')
  and not exists (select from lanes l where l.kind = 'conversation' and l.key = m.conversation_id::text and l.wake_at < 'infinity')
union
select distinct e.lane_kind, e.lane_key, e.organization_id from webhook_events e
where e.state = 'received' and e.lane_kind is not null
  and not exists (select from lanes l where l.kind = e.lane_kind and l.key = e.lane_key and l.wake_at < 'infinity')
union
select distinct 'conversation', t.conversation_id::text, t.organization_id from timers t
where t.fire_at < now() + interval '2 minutes'
  and not exists (select from lanes l where l.kind = 'conversation' and l.key = t.conversation_id::text and l.wake_at < 'infinity')
limit ${BATCH}`;

/** Retention, and lanes rebuilt from the rows. Arms itself again: there is no other cron. */
export const upkeepLane: LaneKind = {
  handicap: 30,
  async work(lane) {
    await asSystem(async (sql) => {
      await holdLane(sql, lane);
      await wakeForgotten(sql);
      await dropOldDeliveries(sql);
    });
    return { wakeAt: new Date(Date.now() + EVERY_MS) };
  },
};

/** Makes the upkeep lane if the deployment has none yet. */
export async function ensureUpkeep(): Promise<void> {
  await asSystem((sql) => wake(sql, [UPKEEP]));
}

async function wakeForgotten(sql: Sql): Promise<void> {
  const forgotten = await sql.query<{ kind: string; key: string; organizationId: string }>(FORGOTTEN);
  await wake(sql, forgotten);
}

async function dropOldDeliveries(sql: Sql): Promise<void> {
  await sql.query(
    `delete from webhook_deliveries where id in (
       select id from webhook_deliveries where received_at < now() - make_interval(days => $1) order by received_at limit $2)`,
    [DELIVERIES_KEPT_DAYS, BATCH],
  );
}
