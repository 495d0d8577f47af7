import type { Sql } from "@/platform/db/door";

export interface EventDone {
  readonly state: "processed" | "failed" | "ignored";
  readonly outcome: string;
  readonly trace?: object;
  readonly error?: string;
}

/** Tries after which an event is given up, shown as failed, and the next one passes. */
export const MOST_TRIES = 8;

/** Ends an event: nobody works it any more. */
export async function markEvent(sql: Sql, eventId: string, done: EventDone): Promise<void> {
  await sql.query(
    `update webhook_events set state = $2, outcome = $3, trace = $4, error = coalesce($5, error), tries = tries + 1,
       processed_at = clock_timestamp()
     where id = $1`,
    [eventId, done.state, done.outcome, done.trace ? JSON.stringify(done.trace) : null, done.error ?? null],
  );
}

/** Keeps what went wrong with an event that will be tried again. */
export async function noteTry(sql: Sql, eventId: string, error: unknown): Promise<void> {
  const text = error instanceof Error ? error.message : String(error);
  await sql.query("update webhook_events set tries = tries + 1, error = $2 where id = $1", [
    eventId,
    text.slice(0, 1000),
  ]);
}
