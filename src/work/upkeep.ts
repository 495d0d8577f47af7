import { asSystem } from "@/platform/db/as-system";
import { holdLane } from "@/platform/lanes/hold";
import type { LaneKind } from "@/platform/lanes/lane";
import { wake } from "@/platform/lanes/wake";
import { dropGoneProcesses } from "@/platform/metrics/read-metrics";
import { dropMedia } from "./drop-media";
import { dropOld } from "./retention";

const EVERY_MS = 60_000;
const BATCH = 1_000;

const UPKEEP = { kind: "upkeep", key: "deployment", organizationId: null };

const SLEEPING = (kind: string, key: string) =>
  `not exists (select from lanes l where l.kind = ${kind} and l.key = ${key} and l.wake_at < 'infinity')`;

/** Rows that wait although nothing will wake their lane: it was lost, or never made. */
const FORGOTTEN = `
(select distinct 'conversation' as kind, m.conversation_id::text as key, m.organization_id as "organizationId" from messages m
 where m.direction = 'outbound' and m.status in ('Pending', 'Unknown')
   and ${SLEEPING("'conversation'", "m.conversation_id::text")} limit ${BATCH})
union
(select distinct e.lane_kind, e.lane_key, e.organization_id from webhook_events e
 where e.state = 'received' and e.lane_kind is not null and ${SLEEPING("e.lane_kind", "e.lane_key")} limit ${BATCH})
union
(select distinct 'conversation', t.conversation_id::text, t.organization_id from timers t
 join conversations c on c.id = t.conversation_id join organizations o on o.id = t.organization_id
 where t.fire_at < now() + interval '2 minutes' and c.owner = 'bot' and o.status = 'active'
   and ${SLEEPING("'conversation'", "t.conversation_id::text")} limit ${BATCH})
union
(select distinct 'http', h.conversation_id::text, h.organization_id from http_calls h
 join organizations o on o.id = h.organization_id
 where h.state = 'pending' and o.status = 'active'
   and ${SLEEPING("'http'", "h.conversation_id::text")} limit ${BATCH})
union
(select distinct 'media', d.conversation_id::text, d.organization_id from message_media d
 join conversations c on c.id = d.conversation_id join whatsapp_connections w on w.id = c.connection_id
 where d.state = 'waiting' and (w.health <> 'unhealthy' or d.trouble is distinct from 'refused')
   and ${SLEEPING("'media'", "d.conversation_id::text")} limit ${BATCH})
union
(select distinct 'conversation', h.conversation_id::text, h.organization_id from http_calls h
 join conversations c on c.id = h.conversation_id join organizations o on o.id = h.organization_id
 where h.state = 'done' and c.owner = 'bot' and o.status = 'active'
   and ${SLEEPING("'conversation'", "h.conversation_id::text")} limit ${BATCH})`;

/** Retention, and lanes rebuilt from the rows. Arms itself again: there is no other cron. */
export const upkeepLane: LaneKind = {
  handicap: 30,
  async work(lane, mayGoOn) {
    await asSystem(async (sql) => {
      await holdLane(sql, lane);
      await wake(sql, await sql.query<{ kind: string; key: string; organizationId: string }>(FORGOTTEN));
      await dropGoneProcesses(sql);
    });
    // Small batches, each on its own: ingest never waits for them.
    while (mayGoOn() && (await dropOld()));
    while (mayGoOn() && (await asSystem((sql) => dropMedia(sql))));
    return { wakeAt: new Date(Date.now() + EVERY_MS) };
  },
};

/** Makes the upkeep lane if the deployment has none yet. */
export async function ensureUpkeep(): Promise<void> {
  await asSystem((sql) => wake(sql, [UPKEEP]));
}
