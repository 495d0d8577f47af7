import { setTimeout as pause } from "node:timers/promises";
import { env } from "@/platform/env";
import { drain } from "@/platform/lanes/drain";
import { log } from "@/platform/log";
import { metricKeeper } from "@/platform/metrics/flush";
import { endingAt } from "@/platform/time-left";
import { flushTraces } from "@/platform/trace";
import { allDone } from "@/platform/under-way";
import { flushPublished } from "@/realtime/server/publish";
import { laneKinds } from ".";
import { leaveSeat, nextDueAt, takeSeat } from "./drain-seat";

/** Claims nothing more 20 s before the platform ends a function of 60 s. */
const DRAIN_MS = 40_000;
/** Calls to the outside have given up by then: one that is begun last has 15 s, and what it came to is written down. */
const CALLS_MS = 55_000;
/** What is due later than this is found by cron, which comes every minute. */
const SOON_MS = 60_000;
/** Who finds the seat taken leaves what becomes due to who has it: that looks so often. */
const LOOK_EVERY_MS = 1_000;
/** What is due and can not be claimed (its organization has its share) is not asked for without a break. */
const SHORTEST_PAUSE_MS = 200;
/** The next round says at once that it has begun. */
const HAND_ON_MS = 5_000;

/**
 * Works what is due for a bounded time, in a function that began at `since`. One drain of the deployment at a time stays for
 * what becomes due meanwhile, and asks for another round if there is more to come soon; the others leave when they have worked
 * what they found.
 */
export async function drainAndHandOn(since = Date.now()): Promise<{ worked: number; handedOn: boolean }> {
  const { worked, isMore } = await endingAt(since + CALLS_MS, () => drainAndStay(since + DRAIN_MS));
  await Promise.all([flushPublished(), allDone()]);
  // The platform may freeze this process for good once it has answered.
  await metricKeeper()
    .flush()
    .catch((error: unknown) => log.warn({ err: error }, "What this function counted is not stored yet"));
  await flushTraces();
  return { worked, handedOn: isMore && (await handOn()) };
}

/** `isMore`: this was the drain that stayed, and its time was over before its work. */
async function drainAndStay(deadline: number): Promise<{ worked: number; isMore: boolean }> {
  let worked = await drainUntil(deadline);
  for (;;) {
    const seat = await takeSeat(deadline);
    if (seat === null) return { worked, isMore: false };
    worked += await stay(deadline);
    await leaveSeat(seat);
    // Somebody may have found the seat taken after the last look.
    if (!isSoon(await nextDueAt())) return { worked, isMore: false };
    if (Date.now() >= deadline) return { worked, isMore: true };
  }
}

async function stay(deadline: number): Promise<number> {
  let worked = 0;
  for (let nextAt = await nextDueAt(); isSoon(nextAt) && Date.now() < deadline; nextAt = await nextDueAt()) {
    const wait = Math.min(nextAt, deadline) - Date.now();
    await pause(Math.max(SHORTEST_PAUSE_MS, Math.min(wait, LOOK_EVERY_MS)));
    worked += await drainUntil(deadline);
  }
  return worked;
}

const drainUntil = (deadline: number) => drain(laneKinds, { deadline, concurrency: env().WORKER_CONCURRENCY });

const isSoon = (at: number | null): at is number => at !== null && at < Date.now() + SOON_MS;

/** Whether another function has begun the next round. */
async function handOn(): Promise<boolean> {
  const { CRON_SECRET, APP_URL } = env();
  if (CRON_SECRET === undefined) return false;
  const headers = { authorization: `Bearer ${CRON_SECRET}` };
  try {
    const next = new URL("/api/work/drain?answer=first", APP_URL);
    const answer = await fetch(next, { headers, signal: AbortSignal.timeout(HAND_ON_MS) });
    await answer.text();
    if (!answer.ok) throw new Error(`The answer was ${answer.status}`);
    return true;
  } catch (error) {
    log.warn({ err: error }, "Could not hand work on; cron will find it");
    return false;
  }
}
