import type { Sql } from "@/platform/db/door";

export interface EventDone {
  readonly state: "processed" | "failed" | "ignored";
  readonly outcome: string;
  readonly trace?: object;
}

/** Ends an event: nobody works it any more. */
export async function markEvent(sql: Sql, eventId: string, done: EventDone): Promise<void> {
  await sql.query(
    `update webhook_events set state = $2, outcome = $3, trace = $4, processed_at = clock_timestamp() where id = $1`,
    [eventId, done.state, done.outcome, done.trace ? JSON.stringify(done.trace) : null],
  );
}
