import type { Sql } from "@/platform/db/door";
import { sqlInOrganization } from "@/platform/db/in-organization";
import type { Lane } from "@/platform/lanes/lane";
import { log } from "@/platform/log";
import { nextInput } from "./next-input";

export interface EventDone {
  readonly state: "processed" | "failed" | "ignored";
  readonly outcome: string;
  readonly trace?: object;
}

/** Tries after which an event or timer is given up, shown as failed, and the next one passes. */
export const MOST_TRIES = 8;

/** Ends an event: nobody works it any more. */
export async function markEvent(sql: Sql, eventId: string, done: EventDone): Promise<void> {
  await sql.query(
    `update webhook_events set state = $2, outcome = $3, trace = $4, processed_at = clock_timestamp() where id = $1`,
    [eventId, done.state, done.outcome, done.trace ? JSON.stringify(done.trace) : null],
  );
}

/**
 * Counts a try against the head of a lane that was claimed again without having got on, in a transaction of its own: a head
 * that ends its process would otherwise never be given up. What came after the failure starts with none.
 */
export async function countTry(lane: Lane): Promise<void> {
  await sqlInOrganization(lane.organizationId ?? "", async (sql) => {
    const head = await nextInput(sql, lane.key);
    if (!head || head.what === "handed-back") return;
    const table = head.what === "event" ? "webhook_events" : "timers";
    await sql.query(`update ${table} set tries = tries + 1 where id = $1`, [head.id]);
  });
}

/** Keeps why an event failed for the people who look at it; the error itself is on its way to the log. */
export async function keepError(lane: Lane, eventId: string, error: unknown): Promise<void> {
  const text = (error instanceof Error ? error.message : String(error)).slice(0, 1000);
  await sqlInOrganization(lane.organizationId ?? "", (sql) =>
    sql.query("update webhook_events set error = $2 where id = $1", [eventId, text]),
  ).catch((cause: unknown) => log.warn({ err: cause, event: eventId }, "Why an event failed could not be kept"));
}
