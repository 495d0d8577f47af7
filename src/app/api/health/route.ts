import { setTimeout as pause } from "node:timers/promises";
import { version } from "../../../../package.json";
import { oldestWaitingSeconds } from "@/platform/lanes/oldest-waiting";
import { log } from "@/platform/log";

export const dynamic = "force-dynamic";

/** Work that waits longer than this says that the workers are late, or that there are none. */
const LATE_SECONDS = 60;
const PATIENCE_MS = 5_000;

/** 503 only when the database does not answer: late workers are no reason to take the web server away. */
export async function GET(): Promise<Response> {
  const waiting = await Promise.race([waitingOrNull(), pause(PATIENCE_MS, null, { ref: false })]);
  const rounded = waiting === null ? null : Math.round(waiting * 10) / 10;
  const body = {
    status: statusOf(waiting),
    timestamp: new Date().toISOString(),
    database: waiting === null ? "down" : "ok",
    oldestWaitingSeconds: rounded,
    version,
  };
  return Response.json(body, { status: waiting === null ? 503 : 200, headers: { "cache-control": "no-store" } });
}

function statusOf(waiting: number | null): "ok" | "degraded" | "down" {
  if (waiting === null) return "down";
  return waiting > LATE_SECONDS ? "degraded" : "ok";
}

const waitingOrNull = (): Promise<number | null> =>
  oldestWaitingSeconds().catch((error: unknown) => {
    log.error({ err: error }, "The database does not answer");
    return null;
  });
