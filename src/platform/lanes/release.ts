import { asSystem } from "../db/as-system";
import type { Lane, Rest } from "./lane";

/** Gives a lane back after its work: due again when its rows say so, or at once if it was woken meanwhile. */
export async function release(lane: Lane, rest: Rest): Promise<void> {
  await asSystem((sql) =>
    sql.query(
      `update lanes set lease = null, lease_until = '-infinity', attempts = 0, not_before = '-infinity',
         wake_at = case when seq <> $4 then now() else coalesce($5::timestamptz, 'infinity') end
       where kind = $1 and key = $2 and lease = $3`,
      [lane.kind, lane.key, lane.lease, lane.seq, rest.wakeAt],
    ),
  );
}

/**
 * Gives a lane back after a failure. Nothing can make it due before 0.2 · 4ⁿ seconds have passed, at most five minutes,
 * n being the tries that counted.
 */
export async function releaseFailed(lane: Lane, failure: { counts: boolean }): Promise<void> {
  await asSystem((sql) =>
    sql.query(
      `update lanes set lease = null, lease_until = '-infinity', wake_at = now(), attempts = tried.n,
         not_before = now() + make_interval(secs => least(0.2 * power(4, least(tried.n, 8)), 300))
       from (
         select case when $4 then greatest(attempts, 1) else greatest(attempts - 1, 0) end as n
         from lanes where kind = $1 and key = $2
       ) tried
       where kind = $1 and key = $2 and lease = $3`,
      [lane.kind, lane.key, lane.lease, failure.counts],
    ),
  );
}
