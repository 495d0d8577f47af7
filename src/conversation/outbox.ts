import { freeAt, PAIR_PACE } from "./pace";
import { isWindowOpen } from "./window";

/**
 * How long after its attempt a message without an answer holds its conversation's later ones: ten seconds from the latest
 * moment at which the call can have run out of time, which is 15 s.
 */
const UNKNOWN_HOLDS_MS = 25_000;
/** After which it counts as failed: a status that comes later still settles it. */
const UNKNOWN_GIVES_UP_MS = 10 * 60_000;
/** How soon to look again at a hold that nothing announces the end of. */
const LOOK_AGAIN_MS = 60_000;

/** An outgoing message that is not settled yet, in order of its place. */
export interface OutboxRow {
  readonly id: string;
  readonly status: "Pending" | "Unknown";
  readonly sender: "bot" | "agent";
  readonly attemptedAt: Date | null;
  readonly nextAttemptAt: Date | null;
  /** A template, or a message with one to fall back on: it may leave whatever the window. */
  readonly isTemplated: boolean;
  /** Said by a flow before it gave the conversation to people itself. */
  readonly beforeHandOff: boolean;
  /** Its file is not at Meta, or not any more. */
  readonly lacksUpload: boolean;
}

export interface OutboxFacts {
  readonly now: Date;
  readonly owner: "bot" | "person";
  readonly organizationStatus: "active" | "suspended";
  readonly health: "unknown" | "healthy" | "unhealthy";
  readonly sendsNotBefore: Date | null;
  readonly lastInboundAt: Date | null;
  readonly freeUntil: Date | null;
  /** When what has left to this customer is paid off by Meta's pace. */
  readonly paidOffAt: Date | null;
}

export type OutboxStep<Row extends OutboxRow> =
  | { readonly do: "send" | "mark-unknown" | "give-up" | "withhold" | "close-window"; readonly row: Row }
  /** Its file first; whoever uploads it says so when it is done. */
  | { readonly do: "upload"; readonly until: Date }
  | { readonly do: "wait"; readonly until: Date | null };

/** What to do next for a conversation's outgoing messages: one after another, never past one that may still arrive. */
export function nextOutboxStep<Row extends OutboxRow>(rows: readonly Row[], facts: OutboxFacts): OutboxStep<Row> {
  let until: Date | null = null;
  for (const row of rows) {
    if (row.status === "Pending") return stepOfPending(row, facts, until);
    const attempted = row.attemptedAt?.getTime() ?? 0;
    if (attempted + UNKNOWN_GIVES_UP_MS <= facts.now.getTime()) return { do: "give-up", row };
    const held = new Date(attempted + UNKNOWN_HOLDS_MS);
    if (held > facts.now) return { do: "wait", until: earlier(until, held) };
    until = earlier(until, new Date(attempted + UNKNOWN_GIVES_UP_MS));
  }
  return { do: "wait", until };
}

function stepOfPending<Row extends OutboxRow>(row: Row, facts: OutboxFacts, other: Date | null): OutboxStep<Row> {
  // Attempted, without an outcome, and the attempt is not ours: its worker died or lost the lane.
  if (row.attemptedAt) return { do: "mark-unknown", row };
  if (row.sender === "bot" && facts.owner === "person" && !row.beforeHandOff) return { do: "withhold", row };
  const hold = holdOf(row, facts);
  if (hold) return { do: "wait", until: earlier(other, hold) };
  const mayLeave = row.isTemplated || isWindowOpen(facts, facts.now);
  if (!mayLeave) return { do: "close-window", row };
  return row.lacksUpload
    ? { do: "upload", until: earlier(other, new Date(facts.now.getTime() + LOOK_AGAIN_MS)) }
    : { do: "send", row };
}

function holdOf(row: OutboxRow, facts: OutboxFacts): Date | null {
  const { now, organizationStatus, health, sendsNotBefore, paidOffAt } = facts;
  if (organizationStatus === "suspended" || health === "unhealthy") return new Date(now.getTime() + LOOK_AGAIN_MS);
  const free = paidOffAt && freeAt(paidOffAt, PAIR_PACE);
  return [sendsNotBefore, free, row.nextAttemptAt].find((until) => until && until > now) ?? null;
}

const earlier = (a: Date | null, b: Date): Date => (a && a < b ? a : b);
