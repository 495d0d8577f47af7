import { asSystem } from "../db/as-system";
import { WAITING_ORGANIZATIONS } from "./waiting-organizations";

/** How many lanes of one organization are counted: a backlog of a million must not cost a look at a million. */
const MOST_COUNTED = 10_000;

// Organization by organization along the index of due lanes: those that sleep until later, most of all there are, are not read.
export const WAITING = `
with recursive ${WAITING_ORGANIZATIONS}, due as (
  select l.kind, l.at from waiting w cross join lateral (
    select l.kind, greatest(l.wake_at, l.not_before) as at from lanes l
    where l.organization_id = w.organization_id and l.wake_at < 'infinity'
      and greatest(l.wake_at, l.not_before) <= now() and l.lease_until < now()
    order by greatest(l.wake_at, l.not_before) limit $1
  ) l
  union all
  select l.kind, greatest(l.wake_at, l.not_before) from lanes l
  where l.organization_id is null and l.wake_at < 'infinity'
    and greatest(l.wake_at, l.not_before) <= now() and l.lease_until < now()
)
select kind, count(*)::int as due, extract(epoch from now() - min(at))::float8 as "oldestSeconds"
from due group by kind order by kind`;

export interface WaitingLanes {
  readonly kind: string;
  /** At most 10 000 of each organization. */
  readonly due: number;
  readonly oldestSeconds: number;
}

/** The lanes that are due and that nobody works, by kind. */
export const waitingLanes = (): Promise<WaitingLanes[]> =>
  asSystem((sql) => sql.query<WaitingLanes>(WAITING, [MOST_COUNTED]));

/** For how many seconds no function has stayed to drain; null when none ever has. */
export async function secondsSinceDrain(): Promise<number | null> {
  const [last] = await asSystem((sql) =>
    sql.query<{ seconds: number }>(
      "select extract(epoch from now() - lease_until)::float8 as seconds from lanes where kind = 'drain' and key = 'deployment'",
    ),
  );
  return last?.seconds ?? null;
}
