import { asSystem } from "@/platform/db/as-system";
import { env } from "@/platform/env";
import { drain } from "@/platform/lanes/drain";
import { log } from "@/platform/log";
import { metricKeeper } from "@/platform/metrics/flush";
import { flushTraces } from "@/platform/trace";
import { flushPublished } from "@/realtime/server/publish";
import { laneKinds } from ".";

/** Claims nothing more 20 s before the platform ends a function of 60 s. */
const DRAIN_MS = 40_000;
/** What is due and can not be claimed (its organization has its share) is not asked for without a break. */
const SHORTEST_PAUSE_MS = 200;

/**
 * Works what is due for a bounded time. One drain of the deployment at a time stays for what becomes due meanwhile, and asks
 * for another round if more comes within that; the others leave when they have worked what they found.
 */
export async function drainAndHandOn(): Promise<{ worked: number; handedOn: boolean }> {
  const { WORKER_CONCURRENCY: concurrency, CRON_SECRET } = env();
  const deadline = Date.now() + DRAIN_MS;
  let worked = await drain(laneKinds, { deadline, concurrency });
  let nextAt = (await mayStay()) ? await nextDueAt() : null;
  while (nextAt !== null && nextAt < deadline) {
    const pause = Math.max(nextAt - Date.now(), SHORTEST_PAUSE_MS);
    await new Promise((resolve) => setTimeout(resolve, pause));
    worked += await drain(laneKinds, { deadline, concurrency });
    nextAt = Date.now() < deadline ? await nextDueAt() : deadline;
  }
  await flushPublished();
  // The platform may freeze this process for good once it has answered.
  await metricKeeper()
    .flush()
    .catch((error: unknown) => log.warn({ err: error }, "What this function counted is not stored yet"));
  const handedOn = CRON_SECRET !== undefined && nextAt !== null && nextAt < deadline + DRAIN_MS;
  await flushTraces();
  if (handedOn) handOn(CRON_SECRET);
  return { worked, handedOn };
}

/** Not waited for: the next round is another function's. */
function handOn(secret: string): void {
  fetch(new URL("/api/work/drain", env().APP_URL), { headers: { authorization: `Bearer ${secret}` } }).catch(
    (error: unknown) => log.warn({ err: error }, "Could not hand work on; cron will find it"),
  );
}

/** Takes the one place of a drain that stays. It is free again when its time is over, however that drain ended. */
async function mayStay(): Promise<boolean> {
  const taken = await asSystem((sql) =>
    sql.query(
      `insert into lanes as l (kind, key, wake_at, lease_until)
       values ('drain', 'deployment', 'infinity', clock_timestamp() + make_interval(secs => $1))
       on conflict (kind, key) do update set lease_until = excluded.lease_until where l.lease_until < clock_timestamp()
       returning 1`,
      [DRAIN_MS / 1000],
    ),
  );
  return taken.length > 0;
}

/** When the next lane that nobody works is due. Upkeep comes every minute anyway, and keeps nobody awake. */
async function nextDueAt(): Promise<number | null> {
  const [next] = await asSystem((sql) =>
    sql.query<{ at: Date | null }>(
      `select min(greatest(wake_at, not_before)) as at from lanes
       where wake_at < 'infinity' and lease_until < now() and kind <> 'upkeep'`,
    ),
  );
  return next?.at?.getTime() ?? null;
}
