import type { Sql } from "@/platform/db/door";
import type { Change } from "../change";
import { mergeStatus, type Pricing, type StatusRow, type StatusUpdate } from "../status";
import { lockDeliveryIds } from "./lock-delivery-ids";
import { reviseMessage } from "./revise-message";

/** What a channel says of one message. */
export interface StatusReport extends StatusUpdate {
  readonly waMessageId: string;
  /** What we sent along: our own message's id. */
  readonly callbackData: string | null;
  readonly pricing?: Pricing | null;
  /** Until when everything to this customer is free, because they came from an ad. */
  readonly freeUntil?: Date | null;
}

export interface AppliedStatus {
  /** Null: no such message here yet. The report has to be kept until there is. */
  readonly messageId: string | null;
  readonly outcome: string;
  readonly changes: readonly Change[];
  /** The message was held up for this report, and with it what comes after it in its conversation. */
  readonly settled: boolean;
}

type Row = StatusRow & { readonly id: string; readonly waMessageId: string | null; readonly pricing: Pricing | null };

/**
 * Applies reports to the messages of one connection, in the order given. A message is known by the channel's id, or, while
 * that is not stored yet, by the id we sent along; both only inside the connection whose webhook it was.
 */
export async function applyStatuses(
  sql: Sql,
  connectionId: string,
  reports: readonly StatusReport[],
): Promise<AppliedStatus[]> {
  await lockDeliveryIds(
    sql,
    connectionId,
    reports.map((report) => report.waMessageId),
  );
  const rows = await lockMessages(sql, connectionId, reports);
  const byWaId = new Map(rows.flatMap((row) => (row.waMessageId ? [[row.waMessageId, row.id] as const] : [])));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const applied: AppliedStatus[] = [];
  for (const report of reports) {
    const row = byId.get(byWaId.get(report.waMessageId) ?? report.callbackData ?? "");
    const isOther = row?.waMessageId && row.waMessageId !== report.waMessageId;
    if (!row || isOther) {
      applied.push({ messageId: null, outcome: "parked", changes: [], settled: false });
      continue;
    }
    const { next, isNew, outcome } = reported(row, report);
    if (report.freeUntil) await keepFree(sql, row.id, report.freeUntil);
    const changes = isNew ? await reviseMessage(sql, row.id, next) : [];
    byId.set(row.id, next);
    byWaId.set(report.waMessageId, row.id);
    applied.push({ messageId: row.id, outcome, changes, settled: isNew && row.status === "Unknown" });
  }
  return applied;
}

function reported(row: Row, report: StatusReport) {
  const merged = mergeStatus(row, report);
  const pricing = row.pricing ?? report.pricing ?? null;
  const next = { ...row, ...(merged.kind === "changed" && merged.row), waMessageId: report.waMessageId, pricing };
  const isNew = merged.kind === "changed" || row.waMessageId === null || row.pricing !== pricing;
  return { next, isNew, outcome: merged.outcome };
}

/** Its conversation's row is locked. */
const keepFree = (sql: Sql, messageId: string, until: Date) =>
  sql.query(
    `update conversations set free_until = greatest(free_until, $2)
     where id = (select conversation_id from messages where id = $1)`,
    [messageId, until],
  );

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Conversations first, then messages, each by id: the one order in which everybody locks them. */
async function lockMessages(sql: Sql, connectionId: string, reports: readonly StatusReport[]): Promise<Row[]> {
  const named = [
    connectionId,
    reports.map((report) => report.waMessageId),
    reports.flatMap(({ callbackData }) => (callbackData && UUID.test(callbackData) ? [callbackData] : [])),
  ];
  await sql.query(
    `select 1 from conversations where id in (
       select conversation_id from messages
       where connection_id = $1 and direction = 'outbound' and (wa_message_id = any($2) or id = any($3::uuid[])))
     order by id for update`,
    named,
  );
  return sql.query<Row>(
    `select id, wa_message_id as "waMessageId", status, sent_at as "sentAt", delivered_at as "deliveredAt", read_at as "readAt",
       failed_at as "failedAt", error, notes, pricing
     from messages
     where connection_id = $1 and direction = 'outbound' and (wa_message_id = any($2) or id = any($3::uuid[]))
     order by id for update`,
    named,
  );
}
