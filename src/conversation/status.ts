export type MessageStatus = "Pending" | "Sent" | "Delivered" | "Read" | "Failed" | "Unknown";

/** Why a message did not arrive. `reason` is ours: "unconfirmed", "withheld", "window-closed". */
export interface MessageError {
  readonly code?: number | null;
  readonly title: string;
  readonly details?: string | null;
  readonly reason?: string;
}

/** What a channel said that changed no status: a failure of a message that arrived, a word that is not known. */
export interface StatusNote {
  readonly status: string;
  /** ISO: notes are kept as JSON. */
  readonly at: string | null;
  readonly error: MessageError | null;
}

/** What the channel charges for a message, in its words: Meta's since July 2025, per message. */
export interface Pricing {
  readonly billable: boolean;
  readonly category: string | null;
  /** Why it is charged or free. */
  readonly type: string | null;
  readonly model: string | null;
}

/** What a channel says became of a message, in the channel's word. */
export interface StatusUpdate {
  readonly status: string;
  readonly at: Date | null;
  readonly errors: readonly MessageError[];
}

export interface StatusRow {
  readonly status: MessageStatus;
  readonly sentAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly readAt: Date | null;
  readonly failedAt: Date | null;
  readonly error: MessageError | null;
  readonly notes: readonly StatusNote[];
}

export type Merged =
  | { readonly kind: "changed"; readonly row: StatusRow; readonly outcome: string }
  | { readonly kind: "unchanged"; readonly outcome: string };

const STEPS: ReadonlyMap<string, MessageStatus> = new Map([
  ["sent", "Sent"],
  ["failed", "Failed"],
  ["delivered", "Delivered"],
  ["read", "Read"],
  ["played", "Read"],
]);

// A message that arrived has arrived, whatever failed besides: that is why Failed stands below Delivered.
const RANK: Readonly<Record<MessageStatus, number>> = {
  Pending: 0,
  Unknown: 0,
  Sent: 1,
  Failed: 2,
  Delivered: 3,
  Read: 4,
};

/** Whoever may write to us could say ever new things of one message: what is kept of them is bounded. */
export const MOST_NOTES = 20;

const isGuess = (row: StatusRow): boolean => row.status === "Failed" && row.error?.reason === "unconfirmed";

/**
 * The row after the update (FLOWS.md section 9). A join: any order and any number of repeats of the same updates give one row,
 * since a status only rises, a stamp only gets earlier and the notes are the first of a set.
 */
export function mergeStatus(row: StatusRow, update: StatusUpdate): Merged {
  const step = STEPS.get(update.status);
  const merged = step
    ? climb(row, step, update)
    : { ...row, notes: union(row.notes, [noteOf(update)]).slice(0, MOST_NOTES) };
  const outcome = outcomeOf(row, merged, update);
  return sameRow(row, merged) ? { kind: "unchanged", outcome } : { kind: "changed", row: merged, outcome };
}

function climb(row: StatusRow, step: MessageStatus, update: StatusUpdate): StatusRow {
  const rank = isGuess(row) ? 0 : RANK[row.status];
  const status = RANK[step] > rank ? step : row.status;
  const notes = union(row.notes, [...failureOf(row), ...(step === "Failed" ? [noteOf(update)] : [])]);
  const failure = status === "Failed" ? notes.find((note) => note.status === "failed") : undefined;
  return {
    status,
    sentAt: step === "Sent" ? earlier(row.sentAt, update.at) : row.sentAt,
    deliveredAt: step === "Delivered" ? earlier(row.deliveredAt, update.at) : row.deliveredAt,
    readAt: step === "Read" ? earlier(row.readAt, update.at) : row.readAt,
    failedAt: failure?.at ? new Date(failure.at) : null,
    error: failure?.error ?? null,
    notes: notes.filter((note) => note !== failure).slice(0, MOST_NOTES),
  };
}

const earlier = (one: Date | null, other: Date | null): Date | null =>
  one && other && one < other ? one : (other ?? one);

const noteOf = ({ status, at, errors }: StatusUpdate): StatusNote => ({
  status,
  at: at?.toISOString() ?? null,
  error: errors[0] ?? null,
});

/** The failure that a row stands on, unless it was only supposed. */
const failureOf = (row: StatusRow): StatusNote[] =>
  row.status === "Failed" && !isGuess(row)
    ? [{ status: "failed", at: row.failedAt?.toISOString() ?? null, error: row.error }]
    : [];

/** Each note once, the earliest first, those without a time last. */
function union(one: readonly StatusNote[], other: readonly StatusNote[]): StatusNote[] {
  const byText = new Map([...one, ...other].map((note) => [textOf(note), note]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, note]) => note);
}

// Not the note's own JSON: keys come back from the database in another order.
const textOf = ({ at, status, error }: StatusNote): string =>
  JSON.stringify([at, status, error?.code ?? null, error?.title, error?.details ?? null, error?.reason]);

function sameRow(one: StatusRow, other: StatusRow): boolean {
  const text = ({ status, sentAt, deliveredAt, readAt, failedAt, error, notes }: StatusRow) =>
    JSON.stringify([
      sentAt,
      deliveredAt,
      readAt,
      textOf({ at: failedAt?.toISOString() ?? null, status, error }),
      union(notes, []).map(textOf),
    ]);
  return text(one) === text(other);
}

function outcomeOf(before: StatusRow, after: StatusRow, update: StatusUpdate): string {
  if (!STEPS.has(update.status)) return `"${update.status}" changes nothing`;
  if (after.status === before.status) {
    return update.status === "failed" && before.status !== "Failed" ? "failed after it had arrived" : "known already";
  }
  return before.status === "Failed" && !isGuess(before) ? "arrived after it had failed" : after.status;
}
