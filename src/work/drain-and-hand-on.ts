import { env } from "@/platform/env";
import { asSystem } from "@/platform/db/as-system";
import { drain } from "@/platform/lanes/worker";
import { log } from "@/platform/log";
import { flushPublished } from "@/realtime/server/publish";
import { laneKinds } from ".";

/** Claims nothing more 20 s before the platform ends a function of 60 s. */
const DRAIN_MS = 40_000;
const SOON_SECONDS = 60;

/** Works what is due for a bounded time, and asks for another round while something is due within a minute. */
export async function drainAndHandOn(): Promise<{ worked: number; handedOn: boolean }> {
  const { WORKER_CONCURRENCY, CRON_SECRET, APP_URL } = env();
  const worked = await drain(laneKinds, { deadline: Date.now() + DRAIN_MS, concurrency: WORKER_CONCURRENCY });
  await flushPublished();
  const handedOn = CRON_SECRET !== undefined && worked > 0 && (await isSomethingDueSoon());
  if (handedOn) {
    // Not waited for: the next round is another function's.
    fetch(new URL("/api/work/drain", APP_URL), { headers: { authorization: `Bearer ${CRON_SECRET}` } }).catch(
      (error: unknown) => log.warn({ err: error }, "Could not hand work on; cron will find it"),
    );
  }
  return { worked, handedOn };
}

async function isSomethingDueSoon(): Promise<boolean> {
  const rows = await asSystem((sql) =>
    sql.query(
      `select 1 from lanes where wake_at < 'infinity' and lease is null
         and greatest(wake_at, not_before) < now() + make_interval(secs => $1) limit 1`,
      [SOON_SECONDS],
    ),
  );
  return rows.length > 0;
}
