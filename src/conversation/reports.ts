import { mergeStatus, type Pricing, type StatusRow, type StatusUpdate } from "./status";

/** What a channel says of one message. */
export interface StatusReport extends StatusUpdate {
  readonly waMessageId: string;
  /** What we sent along: our own message's id. */
  readonly callbackData: string | null;
  readonly pricing?: Pricing | null;
  /** Until when everything to this customer is free, because they came from an ad. */
  readonly freeUntil?: Date | null;
}

/** A message of ours, as far as reports are about it. */
export interface ReportedMessage extends StatusRow {
  readonly id: string;
  readonly conversationId: string;
  /** Null until the channel has said under which id it knows the message. */
  readonly waMessageId: string | null;
  readonly pricing: Pricing | null;
}

/** What is known before reports are read: the messages that they name, and earlier reports of messages that nobody knew. */
export interface Known<Report> {
  readonly messages: readonly ReportedMessage[];
  readonly parked: readonly Report[];
}

export interface Folded<Report> {
  /** What became of each report: also of one that was parked and whose message is known now. */
  readonly outcomes: ReadonlyMap<Report, string>;
  /** The messages that are not as they were. */
  readonly changed: readonly ReportedMessage[];
  readonly free: readonly { readonly messageId: string; readonly until: Date }[];
}

/** Of a report whose message is not known: it is kept until that is. */
const PARKED = "parked";
const TAKEN_UP = "applied once the message was known";

/**
 * Reads reports in their order, each as if it had come alone. A message is known by the channel's id, or, while that is not
 * known yet, by the id that we sent along.
 */
export function foldReports<Report extends StatusReport>(
  known: Known<Report>,
  reports: readonly Report[],
): Folded<Report> {
  const messages = messagesOf(known.messages);
  const parked = byMessage(known.parked);
  const outcomes = new Map<Report, string>();
  for (const report of reports) {
    const { waMessageId } = report;
    const outcome = messages.apply(report);
    const waiting = parked.get(waMessageId) ?? [];
    outcomes.set(report, outcome ?? PARKED);
    if (outcome === null) {
      parked.set(waMessageId, waiting);
      waiting.push(report);
      continue;
    }
    for (const early of waiting) {
      messages.apply(early);
      outcomes.set(early, TAKEN_UP);
    }
    parked.delete(waMessageId);
  }
  return { outcomes, changed: messages.changed(), free: messages.free };
}

function messagesOf(known: readonly ReportedMessage[]) {
  const messages = new Map(known.map((message) => [message.id, message]));
  const byWaId = new Map(known.map(({ waMessageId, id }) => [waMessageId, id]));
  const changed = new Set<string>();
  const free: { messageId: string; until: Date }[] = [];
  return {
    free,
    changed: () => [...messages.values()].filter(({ id }) => changed.has(id)),
    /** What became of the report, or null: it is about none of these. */
    apply(report: StatusReport): string | null {
      const { waMessageId, callbackData, freeUntil } = report;
      const message = messages.get(byWaId.get(waMessageId) ?? callbackData ?? "");
      if (!message || (message.waMessageId !== null && message.waMessageId !== waMessageId)) return null;
      const { next, isNew, outcome } = reported(message, report);
      messages.set(message.id, next);
      byWaId.set(waMessageId, message.id);
      if (isNew) changed.add(message.id);
      if (freeUntil) free.push({ messageId: message.id, until: freeUntil });
      return outcome;
    },
  };
}

function reported(message: ReportedMessage, report: StatusReport) {
  const merged = mergeStatus(message, report);
  const pricing = message.pricing ?? report.pricing ?? null;
  const { waMessageId } = report;
  const next: ReportedMessage = { ...message, ...(merged.kind === "changed" && merged.row), waMessageId, pricing };
  const isNew = merged.kind === "changed" || message.waMessageId === null || message.pricing !== pricing;
  return { next, isNew, outcome: merged.outcome };
}

function byMessage<Report extends StatusReport>(reports: readonly Report[]): Map<string, Report[]> {
  const groups = new Map<string, Report[]>();
  for (const report of reports) groups.set(report.waMessageId, [...(groups.get(report.waMessageId) ?? []), report]);
  return groups;
}
