import { randomUUID } from "node:crypto";
import { asSystem } from "../db/as-system";
import type { Lane } from "./lane";

/** A lane whose worker says nothing for so long is free for others. */
export const LEASE_SECONDS = 30;

/** How many lanes of one organization are worked at once, over all processes: nobody's backlog starves the rest. */
const PER_ORGANIZATION = 50;

// The conditions on lease and time stand twice on purpose: the second time they are checked again on the locked row,
// which another worker may have claimed since the first look.
const CLAIM = `
with busy as materialized (
  select organization_id, count(*) as n from lanes
  where lease is not null and lease_until > now() and organization_id is not null
  group by organization_id
), due as (
  select kind, key, organization_id, greatest(wake_at, not_before) as due_at from lanes
  where wake_at < 'infinity' and greatest(wake_at, not_before) <= now() and lease_until < now() and kind = any($1)
    and (organization_id is null or organization_id not in (select organization_id from busy where n >= $5))
  order by greatest(wake_at, not_before) limit 500
), placed as (
  select due.*, coalesce(busy.n, 0) + row_number() over (partition by organization_id order by due_at) as place
  from due left join busy using (organization_id)
), chosen as (
  select l.kind, l.key from placed p join lanes l using (kind, key)
  join unnest($1::text[], $2::int[]) as k (kind, handicap) on k.kind = l.kind
  where (p.organization_id is null or p.place <= $5)
    and l.lease_until < now() and greatest(l.wake_at, l.not_before) <= now()
  order by p.due_at + make_interval(secs => k.handicap) limit $3
  for update of l skip locked
)
update lanes l set lease = $4, lease_until = now() + make_interval(secs => $6), attempts = l.attempts + 1
from chosen where l.kind = chosen.kind and l.key = chosen.key
returning l.kind, l.key, l.organization_id as "organizationId", l.lease, l.attempts, l.seq`;

/** Takes up to `limit` due lanes, the longest due first, kinds with a handicap later. */
export function claim(kinds: Readonly<Record<string, { handicap: number }>>, limit: number): Promise<Lane[]> {
  const names = Object.keys(kinds);
  const handicaps = names.map((name) => kinds[name]?.handicap ?? 0);
  return asSystem((sql) =>
    sql.query<Lane>(CLAIM, [names, handicaps, limit, randomUUID(), PER_ORGANIZATION, LEASE_SECONDS]),
  );
}
