import type { Sql } from "@/platform/db/door";
import type { Change } from "../change";
import { foldReports, type Folded, type ReportedMessage, type StatusReport } from "../reports";
import { lockReported } from "./lock-reported";
import { keepFree, reviseStatuses } from "./revise-statuses";

export interface Reported<Report> {
  readonly reports: readonly Report[];
  /** Earlier reports of messages that nobody knew, by the channel's ids, in their order. */
  readonly parkedFor: (waMessageIds: readonly string[]) => Promise<readonly Report[]>;
}

export interface Applied<Report> {
  /** Also of what was parked before and is applied now. */
  readonly outcomes: Folded<Report>["outcomes"];
  readonly changes: readonly Change[];
  /** Conversations that held a message back until something was heard of the one before. */
  readonly settled: readonly string[];
}

/** Applies reports to the messages of one connection, in the order given, in as many statements for one as for a thousand. */
export async function applyStatuses<Report extends StatusReport>(
  sql: Sql,
  connectionId: string,
  { reports, parkedFor }: Reported<Report>,
): Promise<Applied<Report>> {
  const messages = await lockReported(sql, connectionId, reports);
  const named = idsNamed(messages, reports);
  const parked = named.length > 0 ? await parkedFor(named) : [];
  const { outcomes, changed, free } = foldReports({ messages, parked }, reports);
  const changes = await reviseStatuses(sql, changed);
  await keepFree(sql, free);
  const unknown = new Set(messages.filter(({ status }) => status === "Unknown").map(({ id }) => id));
  const settled = changed.filter(({ id, status }) => unknown.has(id) && status !== "Unknown");
  return { outcomes, changes, settled: [...new Set(settled.map(({ conversationId }) => conversationId))] };
}

/** The channel's ids of messages of which none was known before. */
function idsNamed(messages: readonly ReportedMessage[], reports: readonly StatusReport[]): string[] {
  const nameless = new Set(messages.filter(({ waMessageId }) => waMessageId === null).map(({ id }) => id));
  const named = reports.filter(({ callbackData }) => callbackData !== null && nameless.has(callbackData));
  return [...new Set(named.map(({ waMessageId }) => waMessageId))];
}
