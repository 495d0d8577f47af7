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
  select l.kind, l.key, l.organization_id,
    greatest(l.wake_at, l.not_before) + make_interval(secs => k.handicap) as due_at
  from lanes l join unnest($1::text[], $2::int[]) as k (kind, handicap) using (kind)
  where l.wake_at < 'infinity' and greatest(l.wake_at, l.not_before) <= now() and l.lease_until < now()
    and (l.organization_id is null or l.organization_id not in (select organization_id from busy where n >= $5))
  order by greatest(l.wake_at, l.not_before) limit 2000
), placed as (
  select due.*, coalesce(busy.n, 0) + row_number() over own as place_of_all,
    case when organization_id is null then 1 else coalesce(o.n, 0) + row_number() over own end as place_of_ours
  from due left join busy using (organization_id)
  left join unnest($7::uuid[], $8::int[]) as o (organization_id, n) using (organization_id)
  window own as (partition by organization_id order by due_at)
), chosen as (
  select l.kind, l.key from placed p join lanes l using (kind, key)
  where (p.organization_id is null or (p.place_of_all <= $5 and p.place_of_ours <= $9))
    and l.lease_until < now() and greatest(l.wake_at, l.not_before) <= now()
  order by p.place_of_ours, p.due_at limit $3
  for update of l skip locked
)
update lanes l set lease = $4, lease_until = now() + make_interval(secs => $6), attempts = l.attempts + 1
from chosen where l.kind = chosen.kind and l.key = chosen.key
returning l.kind, l.key, l.organization_id as "organizationId", l.lease, l.attempts, l.seq`;

/**
 * Takes up to `limit` due lanes: of each organization the first, then of each the second, and so on; among equals the longest
 * due, kinds with a handicap later. `held` are the lanes this worker works already: of its places, one organization gets no
 * more than its `share`.
 */
export function claim(
  kinds: Readonly<Record<string, { handicap: number }>>,
  limit: number,
  { held, share }: { held: readonly Lane[]; share: number } = { held: [], share: PER_ORGANIZATION },
): Promise<Lane[]> {
  const places = new Map<string, number>();
  for (const { organizationId } of held) {
    if (organizationId !== null) places.set(organizationId, (places.get(organizationId) ?? 0) + 1);
  }
  const names = Object.keys(kinds);
  const handicaps = names.map((name) => kinds[name]?.handicap ?? 0);
  const values = [names, handicaps, limit, randomUUID(), PER_ORGANIZATION, LEASE_SECONDS];
  return asSystem((sql) => sql.query<Lane>(CLAIM, [...values, [...places.keys()], [...places.values()], share]));
}
