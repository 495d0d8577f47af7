import { followMessages } from "@/campaign/server/follow-message";
import type { StatusReport } from "@/conversation/reports";
import { applyStatuses, type Applied } from "@/conversation/server/apply-statuses";
import type { Sql } from "@/platform/db/door";
import { toStatus } from "@/whatsapp/webhook/to-status";
import { markEvents } from "./mark-event";

/** A report, and the webhook event that brought it; null for what Meta answered to the send itself. */
export interface EventReport extends StatusReport {
  readonly eventId: string | null;
}

/**
 * Applies reports to the messages of one connection, ends the events that brought them, and lets the recipients of campaigns
 * follow. What is about a message that nobody knows is parked, and taken up when a report or the send's answer names it.
 */
export async function applyReports(
  sql: Sql,
  connectionId: string,
  reports: readonly EventReport[],
): Promise<Pick<Applied<EventReport>, "changes" | "settled">> {
  const parkedFor = (waMessageIds: readonly string[]) => parkedReports(sql, connectionId, waMessageIds);
  const { outcomes, changes, settled } = await applyStatuses(sql, connectionId, { reports, parkedFor });
  const done = [...outcomes].flatMap(([{ eventId }, outcome]) => (eventId === null ? [] : [{ id: eventId, outcome }]));
  await markEvents(
    sql,
    done.map((event) => ({ ...event, state: "processed" })),
  );
  await followMessages(
    sql,
    changes.flatMap((change) => (change.kind === "status" ? [change.message.id] : [])),
  );
  return { changes, settled };
}

/** The message's conversation is locked: nobody else takes them up meanwhile. */
async function parkedReports(sql: Sql, connectionId: string, waMessageIds: readonly string[]): Promise<EventReport[]> {
  const events = await sql.query<{ id: string; payload: unknown }>(
    `select id, payload from webhook_events
     where connection_id = $1 and wa_message_id = any($2) and outcome = 'parked' order by position`,
    [connectionId, waMessageIds],
  );
  return reportsIn(events);
}

/** The events that name a status. */
export const reportsIn = (events: readonly { readonly id: string; readonly payload: unknown }[]): EventReport[] =>
  events.flatMap(({ id, payload }) => {
    const report = toStatus(payload);
    return report ? [{ ...report, eventId: id }] : [];
  });
