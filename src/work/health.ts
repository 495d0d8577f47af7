import { setTimeout as pause } from "node:timers/promises";
import { databaseAnswers } from "@/platform/db/answers";
import { secondsSinceDrain, waitingLanes } from "@/platform/lanes/waiting-lanes";
import { log } from "@/platform/log";
import { drainsAfterwards } from "./drains-afterwards";

export interface Health {
  readonly status: "ok" | "degraded" | "down";
  readonly database: "ok" | "down";
  /** Null when it could not be found out. */
  readonly oldestWaitingSeconds: number | null;
  /** What an operator should look at. */
  readonly problem?: string;
}

/** Work that waits longer than this says that the workers are late, or that there are none. */
const LATE_SECONDS = 60;
/** Upkeep is in no hurry: where cron works it, it becomes due once a minute, and may just have missed one. */
const UPKEEP_LATE_SECONDS = 180;
/** Cron comes every minute where nobody else works what is due by itself. */
const UNDRAINED_SECONDS = 300;
const PATIENCE_MS = 2_000;

let looking: Promise<Health> | null = null;

/**
 * How the deployment stands. However often it is asked, and however badly the database answers, it is looked at once at a time.
 * A process whose own connections are all taken still finds out whether the database answers others.
 */
export async function health(): Promise<Health> {
  const looked = (looking ??= look().finally(() => (looking = null)));
  const silent = pause(PATIENCE_MS, null, { ref: false });
  const seen = await Promise.race([looked, silent]).catch((error: unknown) => {
    log.error({ err: error }, "The database could not be looked at");
    return lacksTables(error) ? UNMIGRATED : null;
  });
  if (seen) return seen;
  return (await databaseAnswers()) ? CROWDED : DOWN;
}

const DOWN: Health = {
  status: "down",
  database: "down",
  oldestWaitingSeconds: null,
  problem: "The database does not answer",
};
const CROWDED: Health = {
  status: "degraded",
  database: "ok",
  oldestWaitingSeconds: null,
  problem: "The database answers, but not over this process' own connections: they are all taken, or were lost",
};
const UNMIGRATED: Health = {
  status: "degraded",
  database: "ok",
  oldestWaitingSeconds: null,
  problem: "The database lacks migrations: run npm run migrate",
};

/** Undefined tables, columns, functions; roles that are not there, which the database calls a wrong value of a setting. */
const lacksTables = (error: unknown): boolean =>
  error instanceof Error &&
  "code" in error &&
  ["42P01", "42703", "42883", "42704", "22023"].includes(String(error.code));

async function look(): Promise<Health> {
  const waiting = await waitingLanes();
  const oldest = Math.max(0, ...waiting.map(({ oldestSeconds }) => oldestSeconds));
  const late = waiting.filter(
    ({ kind, oldestSeconds }) => oldestSeconds > (kind === "upkeep" ? UPKEEP_LATE_SECONDS : LATE_SECONDS),
  );
  const problem =
    late.length > 0
      ? `Work is late, of these kinds: ${late.map(({ kind }) => kind).join(", ")}. Are there workers?`
      : await missesCron();
  const oldestWaitingSeconds = Math.round(oldest * 10) / 10;
  const seen = { database: "ok", oldestWaitingSeconds } as const;
  return problem === null ? { status: "ok", ...seen } : { status: "degraded", ...seen, problem };
}

/** Without workers, what becomes due by itself is found by cron only. */
async function missesCron(): Promise<string | null> {
  if (!drainsAfterwards()) return null;
  const seconds = await secondsSinceDrain();
  if (seconds !== null && seconds < UNDRAINED_SECONDS) return null;
  return "Nobody drains: let cron, or any ping once a minute, call /api/work/drain with CRON_SECRET";
}
