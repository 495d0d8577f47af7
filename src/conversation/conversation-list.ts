import type { EventData } from "@/realtime/event";
import type { ConversationSummary } from "./conversation-summary";

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
}

/** The first page, read again: what was paged in before stays. */
export const applyFirstPage = (list: ConversationList | undefined, page: ConversationList): ConversationList =>
  list ? applySummaries(list, page.conversations) : page;

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
    if (known ? summary.revision >= known.revision : !last || byTime(summary, last) < 0) byId.set(summary.id, summary);
  }
  return { ...list, conversations: [...byId.values()].sort(byTime) };
}

/** A live event about a conversation of the list. */
export function applyUpdated(list: ConversationList, event: EventData<"conversation:updated">): ConversationList {
  const known = list.conversations.find(({ id }) => id === event.conversationId);
  if (!known || event.to <= known.revision) return list;
  const { preview, unread, owner, state, assigneeId } = event;
  const assignee = known.assignee?.id === assigneeId ? known.assignee : namelessly(assigneeId);
  const lastMessageAt = event.lastMessageAt === null ? null : new Date(event.lastMessageAt);
  return applySummaries(list, [
    { ...known, revision: event.to, preview, unread, owner, state, assignee, lastMessageAt },
  ]);
}

export function applyChecked(list: ConversationList, { changed, gone }: Checked): ConversationList {
  const left = list.conversations.filter(({ id }) => !gone.includes(id));
  return applySummaries({ ...list, conversations: left }, changed);
}

/** The latest first; of the same time, the one with the later id, as the server pages. */
function byTime(a: ConversationSummary, b: ConversationSummary): number {
  const apart = (b.lastMessageAt?.getTime() ?? 0) - (a.lastMessageAt?.getTime() ?? 0);
  if (apart !== 0) return apart;
  return a.id < b.id ? 1 : -1;
}

const namelessly = (id: string | null) => (id === null ? null : { id, name: null });
