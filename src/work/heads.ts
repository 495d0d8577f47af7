import type { Sql } from "@/platform/db/door";
import { sqlInOrganization } from "@/platform/db/in-organization";
import { holdLane } from "@/platform/lanes/hold";
import type { Lane } from "@/platform/lanes/lane";
import { log } from "@/platform/log";
import { count } from "@/platform/metrics/count";

/** Tries after which an event or timer is given up, shown as failed, and the next one passes. */
export const MOST_TRIES = 8;

/** The first thing in a row that a lane works: nothing behind it passes while it fails. */
export interface Head {
  readonly id: string;
  readonly table: "webhook_events" | "timers" | "http_calls";
}

const HEAD_IDS = { webhook_events: "eventId", timers: "timerId", http_calls: "callId" } as const;

/** Seconds until a head is tried again: 0.2 · 4ⁿ after the nth try, at most five minutes. */
const retrySeconds = (tries: string) => `least(0.2 * power(4, least(${tries}, 8)), 300)`;

/**
 * Notes that a head failed: its try counts, and it waits; what does not stand behind it goes on meanwhile. Nothing but time
 * shortens that: new traffic finds it waiting.
 */
export async function noteFailure(lane: Lane, { id, table }: Head, error: unknown): Promise<void> {
  log.error({ [HEAD_IDS[table]]: id, err: error }, "Taking in failed");
  count("recado_lane_failures_total", { kind: lane.kind, fault: "event" });
  await sqlInOrganization(lane.organizationId ?? "", async (sql) => {
    await holdLane(sql, lane);
    await sql.query(
      `update ${table} set tries = tries + 1, retry_at = clock_timestamp() + make_interval(secs => ${retrySeconds("tries + 1")})
       where id = $1`,
      [id],
    );
    const text = (error instanceof Error ? error.message : String(error)).slice(0, 1000);
    if (table === "webhook_events") await sql.query("update webhook_events set error = $2 where id = $1", [id, text]);
  });
}

/**
 * Counts a try of the head of a lane whose last worker never gave it back, in a transaction of its own: a head that ends its
 * process would otherwise never be given up.
 */
export async function countLostTry(lane: Lane, headOf: (sql: Sql) => Promise<Head | null>): Promise<void> {
  if (!lane.isTakenOver) return;
  await sqlInOrganization(lane.organizationId ?? "", async (sql) => {
    await holdLane(sql, lane);
    const head = await headOf(sql);
    if (head) await sql.query(`update ${head.table} set tries = tries + 1 where id = $1`, [head.id]);
  });
}
