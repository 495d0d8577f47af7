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

/** Gives a lane back after a failure: nothing can make it due before `seconds` have passed. */
export async function releaseFailed(lane: Lane, failure: { seconds: number; counts: boolean }): Promise<void> {
  await asSystem((sql) =>
    sql.query(
      `update lanes set lease = null, lease_until = '-infinity', wake_at = now(),
         attempts = $4, not_before = now() + make_interval(secs => $5)
       where kind = $1 and key = $2 and lease = $3`,
      [lane.kind, lane.key, lane.lease, failure.counts ? lane.attempts : lane.attempts - 1, failure.seconds],
    ),
  );
}
