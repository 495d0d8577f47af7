import { randomUUID } from "node:crypto";
import { asSystem } from "../db/as-system";
import type { Lane, LaneKind } from "./lane";
import { WAITING_ORGANIZATIONS } from "./waiting-organizations";

/** A lane whose worker says nothing for so long is free for others. */
export const LEASE_SECONDS = 30;

/** How many lanes of one organization are worked at once, over all processes: nobody's backlog starves the rest. */
const PER_ORGANIZATION = 50;

// Of each organization that has something due only the longest due lanes are looked at: a backlog of a hundred thousand costs
// what one of fifty does, and hides nobody's. The conditions on lease and time stand twice on purpose: the second time they
// are checked again on the locked row, which another worker may have claimed since the first look.
const CLAIM = `
with recursive ${WAITING_ORGANIZATIONS}, busy as materialized (
  select organization_id, count(*) as n from lanes
  where lease is not null and lease_until > now() and organization_id is not null
  group by organization_id
), kinds as materialized (
  select kind, make_interval(secs => handicap) as handicap, most
  from unnest($1::text[], $2::int[], $10::int[]) as k (kind, handicap, most)
), due as (
  select l.* from waiting w cross join lateral (
    select l.kind, l.key, l.organization_id, greatest(l.wake_at, l.not_before) + k.handicap as due_at
    from lanes l join kinds k using (kind)
    where l.organization_id = w.organization_id and l.wake_at < 'infinity'
      and greatest(l.wake_at, l.not_before) <= now() and l.lease_until < now()
    order by greatest(l.wake_at, l.not_before) limit $5
  ) l
  union all
  select l.kind, l.key, null, greatest(l.wake_at, l.not_before) + k.handicap
  from lanes l join kinds k using (kind)
  where l.organization_id is null and l.wake_at < 'infinity'
    and greatest(l.wake_at, l.not_before) <= now() and l.lease_until < now()
), placed as (
  select due.*, coalesce(busy.n, 0) + row_number() over own as place_of_all,
    case when organization_id is null then 1 else coalesce(o.n, 0) + row_number() over own end as place_of_ours
  from due left join busy using (organization_id)
  left join unnest($7::uuid[], $8::int[]) as o (organization_id, n) using (organization_id)
  window own as (partition by organization_id order by due_at)
), ranked as (
  select placed.*, row_number() over (partition by kind order by place_of_ours, due_at) as place_of_kind from placed
  where organization_id is null or (place_of_all <= $5 and place_of_ours <= $9)
), chosen as (
  select l.kind, l.key, l.lease is not null as taken_over
  from ranked p join kinds k using (kind) join lanes l using (kind, key)
  where p.place_of_kind <= k.most and l.lease_until < now() and greatest(l.wake_at, l.not_before) <= now()
  order by p.place_of_ours, p.due_at limit $3
  for update of l skip locked
)
update lanes l set lease = $4, lease_until = now() + make_interval(secs => $6), attempts = l.attempts + 1
from chosen where l.kind = chosen.kind and l.key = chosen.key
returning l.kind, l.key, l.organization_id as "organizationId", l.lease, l.attempts, l.seq, chosen.taken_over as "isTakenOver"`;

/**
 * Takes up to `limit` due lanes: of each organization the first, then of each the second, and so on; among equals the longest
 * due, kinds with a handicap later. `held` are the lanes this worker works already: of its places, one organization gets no
 * more than its `share`, and one kind no more than its part.
 */
export function claim(
  kinds: Readonly<Record<string, Pick<LaneKind, "handicap" | "part">>>,
  limit: number,
  { held = [], share = PER_ORGANIZATION }: { held?: readonly Lane[]; share?: number } = {},
): Promise<Lane[]> {
  const theirs = new Map<string, number>();
  for (const { organizationId } of held) {
    if (organizationId !== null) theirs.set(organizationId, (theirs.get(organizationId) ?? 0) + 1);
  }
  const { names, handicaps, most } = openKinds(kinds, { held, places: limit + held.length });
  const values = [names, handicaps, limit, randomUUID(), PER_ORGANIZATION, LEASE_SECONDS];
  return asSystem((sql) => sql.query<Lane>(CLAIM, [...values, [...theirs.keys()], [...theirs.values()], share, most]));
}

/** The kinds that have not their part of the places yet, and how many more they may have: one that has must not stand before others. */
function openKinds(
  kinds: Readonly<Record<string, Pick<LaneKind, "handicap" | "part">>>,
  { held, places }: { held: readonly Lane[]; places: number },
) {
  const open = Object.entries(kinds).flatMap(([name, { handicap, part = 1 }]) => {
    const most = Math.ceil(part * places) - held.filter((lane) => lane.kind === name).length;
    return most > 0 ? [{ name, handicap, most }] : [];
  });
  return {
    names: open.map(({ name }) => name),
    handicaps: open.map(({ handicap }) => handicap),
    most: open.map(({ most }) => most),
  };
}
