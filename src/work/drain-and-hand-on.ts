import { asSystem } from "@/platform/db/as-system";
import { env } from "@/platform/env";
import { drain } from "@/platform/lanes/worker";
import { log } from "@/platform/log";
import { flushPublished } from "@/realtime/server/publish";
import { laneKinds } from ".";

/** Claims nothing more 20 s before the platform ends a function of 60 s. */
const DRAIN_MS = 40_000;
const SOON_MS = 60_000;
/** What is due and can not be claimed (its organization has its share) is not asked for without a break. */
const SHORTEST_PAUSE_MS = 200;

/**
 * Works what is due, and what becomes due meanwhile, for a bounded time; asks for another round if more is to come within a
 * minute after it.
 */
export async function drainAndHandOn(): Promise<{ worked: number; handedOn: boolean }> {
  const { WORKER_CONCURRENCY, CRON_SECRET } = env();
  const deadline = Date.now() + DRAIN_MS;
  let worked = 0;
  let nextAt: number | null;
  for (;;) {
    worked += await drain(laneKinds, { deadline, concurrency: WORKER_CONCURRENCY });
    nextAt = await nextDueAt();
    if (nextAt === null || nextAt >= deadline) break;
    const pause = Math.max(nextAt - Date.now(), SHORTEST_PAUSE_MS);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  await flushPublished();
  const handedOn = CRON_SECRET !== undefined && nextAt !== null && nextAt < Date.now() + SOON_MS;
  if (handedOn) handOn(CRON_SECRET);
  return { worked, handedOn };
}

/** Not waited for: the next round is another function's. */
function handOn(secret: string): void {
  fetch(new URL("/api/work/drain", env().APP_URL), { headers: { authorization: `Bearer ${secret}` } }).catch(
    (error: unknown) => log.warn({ err: error }, "Could not hand work on; cron will find it"),
  );
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
