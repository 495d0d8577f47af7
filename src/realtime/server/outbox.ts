import type { EventData, EventName } from "../event";
import { joinEvents, subjectOf } from "../join-events";
import { createCalm } from "./calm";
import type { Publication } from "./publication";

const MOST = 1_000;
/** Later it helps nobody: a screen that misses something asks for it by itself. */
const STALE_MS = 10_000;
/** A screen ends a typing that it hears of after 10 s: told late it would show what is long over. */
const STALE_TYPING_MS = 3_000;

/** A publication that has not left. */
export interface Waiting {
  publication: Publication;
  /** When its newest part was published. */
  at: number;
  /** When it may leave. */
  dueAt: number;
  /** What must leave in its order: a conversation's events, or those of a channel that are about none. */
  readonly line: string;
}

/** What waits to be published. Times are milliseconds of a clock that the caller reads. */
export function createOutbox() {
  const calm = createCalm();
  let waiting: Waiting[] = [];
  /** The last that waits about a subject, which a newer one can join. */
  const newest = new Map<string, Waiting>();

  /** Returns how many joined others. */
  function add(publications: readonly Publication[], now: number): number {
    // What waits of a conversation that changes otherwise goes first: screens would take it for lost.
    const urgent = new Set(publications.filter(isUrgent).map(lineOf));
    if (urgent.size > 0) release(now, urgent);
    const dues = new Map<string, number>();
    const dueOf = (line: string): number => {
      const due = dues.get(line) ?? (urgent.has(line) ? now : calm.dueAt(line, now));
      dues.set(line, due);
      return due;
    };
    const before = waiting.length;
    for (const publication of publications) {
      const line = lineOf(publication);
      enqueue({ publication, at: now, dueAt: publication.patient ? dueOf(line) : now, line });
    }
    return publications.length - (waiting.length - before);
  }

  function enqueue(one: Waiting): void {
    const subject = one.publication.exceptSocketId === undefined ? subjectIn(one.publication) : null;
    const older = subject === null ? undefined : newest.get(subject);
    if (older && join(older, one)) return;
    waiting.push(one);
    if (subject !== null) newest.set(subject, one);
  }

  /** Lets all go that wait for a time, or those of some lines. */
  function release(now: number, lines?: ReadonlySet<string>): void {
    for (const one of waiting) if (!lines || lines.has(one.line)) one.dueAt = Math.min(one.dueAt, now);
  }

  /** Takes the oldest that are due and whose line is free, in their order. */
  function take(count: number, { now, isFree }: { now: number; isFree: (line: string) => boolean }): Waiting[] {
    const due = waiting.filter(({ dueAt, line }) => dueAt <= now && isFree(line)).slice(0, count);
    if (due.length > 0) remove(new Set(due));
    return due;
  }

  /** Returns how many are gone: the oldest of too many, and what is too late. */
  function drop(now: number): number {
    const tooMany = waiting.slice(0, Math.max(0, waiting.length - MOST));
    const gone = new Set([...tooMany, ...waiting.filter((one) => now - one.at >= staleAfter(one))]);
    if (gone.size > 0) remove(gone);
    return gone.size;
  }

  function remove(gone: ReadonlySet<Waiting>): void {
    waiting = waiting.filter((one) => !gone.has(one));
    for (const [subject, one] of newest) if (gone.has(one)) newest.delete(subject);
  }

  return {
    add,
    take,
    drop,
    release,
    /** Puts back, before all others, what was taken and did not leave. */
    giveBack: (taken: readonly Waiting[]) => void (waiting = [...taken, ...waiting]),
    /** When the next of those that wait for a time is due; Infinity when none does. */
    nextDueAt: (now: number) => Math.min(...waiting.map(({ dueAt }) => dueAt).filter((dueAt) => dueAt > now)),
    isEmpty: () => waiting.length === 0,
  };
}

const lineOf = ({ channel, data }: Publication): string => ("conversationId" in data ? data.conversationId : channel);

const isUrgent = ({ patient, data }: Publication): boolean => !patient && "to" in data;

function subjectIn({ channel, event, data }: Publication): string | null {
  const subject = subjectOf<EventName>(event, data);
  return subject === null ? null : `${channel} ${event} ${subject}`;
}

/** What may wait does not leave with what is due: its companions, which wait, would be taken for lost. */
function join(older: Waiting, newer: Waiting): boolean {
  if (newer.publication.patient && older.dueAt < newer.dueAt) return false;
  const { event, data } = newer.publication;
  const joined = joinEvents<EventName>(event, older.publication.data, data);
  if (!joined) return false;
  older.publication = { ...newer.publication, data: joined as EventData<typeof event> } as Publication;
  older.at = newer.at;
  older.dueAt = Math.min(older.dueAt, newer.dueAt);
  return true;
}

const staleAfter = ({ publication: { event } }: Waiting): number =>
  event === "typing:start" || event === "typing:stop" ? STALE_TYPING_MS : STALE_MS;
