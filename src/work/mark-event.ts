import type { Sql } from "@/platform/db/door";

export interface EventDone {
  readonly state: "processed" | "failed" | "ignored";
  readonly outcome: string;
  readonly trace?: object;
}

/** Ends an event: nobody works it any more. */
export const markEvent = (sql: Sql, id: string, done: EventDone): Promise<void> => markEvents(sql, [{ id, ...done }]);

/** The same for many. */
export async function markEvents(sql: Sql, events: readonly (EventDone & { readonly id: string })[]): Promise<void> {
  if (events.length === 0) return;
  await sql.query(
    `update webhook_events e set state = d.state, outcome = d.outcome, trace = d.trace, processed_at = clock_timestamp()
     from unnest($1::uuid[], $2::text[], $3::text[], $4::jsonb[]) as d (id, state, outcome, trace) where e.id = d.id`,
    [
      events.map(({ id }) => id),
      events.map(({ state }) => state),
      events.map(({ outcome }) => outcome),
      events.map(({ trace }) => (trace ? JSON.stringify(trace) : null)),
    ],
  );
}
