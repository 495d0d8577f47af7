import type { EventData } from "@/realtime/event";
import type { ConversationSummary } from "./conversation-summary";
import type { Thread } from "./thread";

/** The conversations on a screen, the latest first. */
export interface ConversationList {
  readonly conversations: readonly ConversationSummary[];
  /** Where the next page begins; null when these are all. */
  readonly nextCursor: string | null;
}

/** What the periodic check found out. */
export interface Checked {
  /** Conversations that are at another revision than was known, or were not known. */
  readonly changed: readonly ConversationSummary[];
  readonly gone: readonly string[];
  /** How many there are down to the place where the next page begins. */
  readonly count: number;
  /** The organization's, with which its channels are named. */
  readonly epoch: number;
}

/** The server refuses to compare more at once. */
const COMPARED_AT_ONCE = 100;

/** The first page, read again: what was paged in before stays. */
export const applyFirstPage = (list: ConversationList | undefined, page: ConversationList): ConversationList =>
  list ? applySummaries(list, page.conversations) : page;

/** The first page in place of a list with a hole; what is known of its rows may be newer. */
export const beginAnew = (list: ConversationList | undefined, page: ConversationList): ConversationList =>
  applySummaries(
    page,
    (list?.conversations ?? []).filter(({ id }) => page.conversations.some((row) => row.id === id)),
  );

export const applyNextPage = (list: ConversationList, page: ConversationList): ConversationList => ({
  ...applySummaries({ ...list, nextCursor: null }, page.conversations),
  nextCursor: page.nextCursor,
});

/** Summaries as they were read: of two tellings the later revision is true. What belongs on a later page waits for it. */
export function applySummaries(list: ConversationList, told: readonly ConversationSummary[]): ConversationList {
  const byId = new Map(list.conversations.map((conversation) => [conversation.id, conversation]));
  const last = list.nextCursor === null ? undefined : list.conversations.at(-1);
  for (const summary of told) {
    const known = byId.get(summary.id);
    const belongs = summary.lastMessageAt !== null && (!last || byTime(summary, last) < 0);
    if (known ? summary.revision >= known.revision : belongs) byId.set(summary.id, summary);
  }
  return { ...list, conversations: [...byId.values()].sort(byTime) };
}

/** A live event about a conversation of the list. */
export function applyUpdated(list: ConversationList, event: EventData<"conversation:updated">): ConversationList {
  const known = list.conversations.find(({ id }) => id === event.conversationId);
  if (!known || event.to <= known.revision) return list;
  const { preview, unread, owner, state, assigneeId } = event;
  const assignee = assigneeId === null ? null : personIn(list, assigneeId);
  const lastMessageAt = event.lastMessageAt === null ? null : new Date(event.lastMessageAt);
  return applySummaries(list, [
    { ...known, revision: event.to, preview, unread, owner, state, assignee, lastMessageAt },
  ]);
}

export function applyChecked(list: ConversationList, { changed, gone }: Checked): ConversationList {
  const left = list.conversations.filter(({ id }) => !gone.includes(id));
  return applySummaries({ ...list, conversations: left }, changed);
}

/** Whether a live event told of something that only the server can tell whole: a conversation or a person nobody knows. */
export function isVague(list: ConversationList | undefined, conversationId: string): boolean {
  if (!list) return false;
  const known = list.conversations.find(({ id }) => id === conversationId);
  return !known || isNameless(known);
}

const isNameless = ({ assignee }: ConversationSummary): boolean => assignee?.name === null;

/** What the check asks about, in portions: the revision of every conversation of the list, and of the open thread. */
export function inQuestion(list: ConversationList | undefined, open: Thread | undefined): Record<string, number>[] {
  const rows = (list?.conversations ?? []).map((row): [string, number] => [row.id, isNameless(row) ? 0 : row.revision]);
  const known = new Map(rows);
  // The thread may lag behind its own row of the list: the lower revision counts.
  if (open) known.set(open.conversation.id, Math.min(open.revision, known.get(open.conversation.id) ?? Infinity));
  const all = [...known];
  const portions = Array.from({ length: Math.max(1, Math.ceil(all.length / COMPARED_AT_ONCE)) }, (_, at) =>
    all.slice(at * COMPARED_AT_ONCE, (at + 1) * COMPARED_AT_ONCE),
  );
  return portions.map((portion) => Object.fromEntries(portion));
}

/** So many people wrote meanwhile that the newest do not reach down to what was known: some are missing in between. */
export const hasHole = (list: ConversationList | undefined, answers: readonly Checked[]): boolean =>
  list !== undefined && answers.at(-1)?.count !== list.conversations.length;

/** The latest first; of the same time, the one with the later id, as the server pages. */
function byTime(a: ConversationSummary, b: ConversationSummary): number {
  const apart = (b.lastMessageAt?.getTime() ?? 0) - (a.lastMessageAt?.getTime() ?? 0);
  if (apart !== 0) return apart;
  return a.id < b.id ? 1 : -1;
}

function personIn(list: ConversationList, id: string): NonNullable<ConversationSummary["assignee"]> {
  const known = list.conversations.find(({ assignee }) => assignee?.id === id && assignee.name !== null);
  return known?.assignee ?? { id, name: null };
}
