import type { EventData } from "@/realtime/event";
import type { ConversationSummary } from "./conversation-summary";
import type { MediaType } from "./message";
import type { MessageStatus } from "./status";
import type { ThreadMessage } from "./thread-message";

/**
 * What a screen knows of a conversation. Live events may be lost, doubled or shuffled, so each function merges what it is
 * given by id, and `revision` says up to where nothing is missing.
 */
export interface Thread {
  readonly conversation: ConversationSummary;
  /** By seq, from some message to the newest. */
  readonly messages: readonly ThreadMessage[];
  /** Whether there are messages before the first. */
  readonly earlier: boolean;
  /** Every change up to here is in `messages`. */
  readonly revision: number;
  /** Changes that are in `messages` though some before them are missing. */
  readonly ahead: readonly Span[];
  /** The highest revision that anything spoke of. */
  readonly heard: number;
  /** What this browser sends and the server has not shown yet. */
  readonly drafts: readonly Draft[];
}

/** The revisions after `from`, up to `to`. */
interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Draft {
  readonly clientId: string;
  /** With a file, its caption. */
  readonly text: string;
  readonly at: Date;
  readonly file?: DraftFile;
  /** Says a failed message of this id once more, with its file. */
  readonly repeats?: string;
  /** Once the server took it; its message may be here already or come later. */
  readonly messageId?: string;
  /** Why the server did not take it. */
  readonly refused?: string;
}

/** A file on its way to the server. */
export interface DraftFile {
  readonly blob: Blob;
  readonly name: string;
  readonly mediaType: MediaType;
  /** How much of it the server has, from 0 to 1. */
  readonly progress: number;
}

/** Messages by seq and the conversation as it was just before they were read. */
export interface ThreadPage {
  readonly conversation: ConversationSummary;
  readonly messages: readonly ThreadMessage[];
  readonly earlier: boolean;
}

/** What changed after a revision, complete up to another. */
export interface ThreadSince {
  readonly conversation: ConversationSummary;
  readonly messages: readonly ThreadMessage[];
  readonly revision: number;
}

export const openThread = ({ conversation, messages, earlier }: ThreadPage): Thread => ({
  conversation,
  messages,
  earlier,
  revision: conversation.revision,
  ahead: [],
  heard: conversation.revision,
  drafts: [],
});

/** Whether something is missing that only the server can tell, unless a late event still brings it. */
export const isBehind = (thread: Thread): boolean => thread.heard > thread.revision;

/** Somebody said that the conversation is at this revision. */
export const hear = (thread: Thread, revision: number): Thread =>
  revision > thread.heard ? { ...thread, heard: revision } : thread;

/** What the list was told of the conversation. It may span messages that are still missing here. */
export function applyUpdate(thread: Thread, event: EventData<"conversation:updated">): Thread {
  const { conversation } = thread;
  if (event.to <= conversation.revision) return thread;
  const { owner, state, unread, assigneeId } = event;
  const assignee = conversation.assignee?.id === assigneeId ? conversation.assignee : null;
  const updated = { ...conversation, revision: event.to, owner, state, unread, assignee };
  return hear({ ...thread, conversation: updated }, event.to);
}

/** A message came. */
export function applyNew(thread: Thread, event: EventData<"message:new">): Thread {
  if (event.to <= thread.revision) return thread;
  return cover(withNew(thread, event), event);
}

/** Messages' statuses changed; we heard of it at `at`, which is near enough until the truth is asked for. */
export function applyStatus(thread: Thread, event: EventData<"message:status">, at: Date): Thread {
  if (event.to <= thread.revision) return thread;
  const told = [...(event.also ?? []), event].filter(({ to }) => to > thread.revision);
  const changed = told.flatMap((status) => {
    const known = thread.messages.find((message) => message.id === status.messageId);
    return known ? [{ known, status }] : [];
  });
  const news = changed.filter(({ known, status }) => status.to > known.revision);
  const after = withMessages(
    thread,
    news.map(({ known, status }) => withStatus(known, status, at)),
  );
  // A message that has not come yet, or lies before the first: its status is as good as lost.
  return changed.length < told.length ? hear(after, event.to) : cover(after, event);
}

/** The answer to "what changed since". */
export function applySince(thread: Thread, since: ThreadSince): Thread {
  const first = thread.earlier ? (thread.messages[0]?.seq ?? Infinity) : 0;
  const messages = since.messages.filter((message) => message.seq >= first);
  const merged = withMessages(withConversation(thread, since.conversation), messages);
  return cover(hear(merged, since.conversation.revision), { from: 0, to: since.revision });
}

/** The page before the first message. What happened to it since it was read is missing, so it has to be asked for. */
export function applyEarlier(thread: Thread, page: ThreadPage): Thread {
  const revision = Math.min(thread.revision, page.conversation.revision);
  const ahead = revision < thread.revision ? [] : thread.ahead;
  return { ...withMessages(thread, page.messages), earlier: page.earlier, revision, ahead };
}

/** A message that was asked for by its id. What live events told of it meanwhile is newer, though not whole. */
export function applyWhole(thread: Thread, message: ThreadMessage): Thread {
  const known = thread.messages.find(({ id }) => id === message.id);
  if (!known) return thread;
  const isOld = message.revision < known.revision && !known.whole;
  return withMessages(thread, [isOld ? { ...message, ...progressOf(known) } : message]);
}

/** What this browser sends, or what became of it; in the order of the first mention. */
export function applySent(thread: Thread, draft: Draft): Thread {
  const known = thread.drafts.some(({ clientId }) => clientId === draft.clientId);
  const drafts = known
    ? thread.drafts.map((other) => (other.clientId === draft.clientId ? draft : other))
    : [...thread.drafts, draft];
  return { ...thread, drafts: unshown(drafts, thread.messages) };
}

/** The person gave up a draft that was refused. */
export const dropDraft = (thread: Thread, clientId: string): Thread => ({
  ...thread,
  drafts: thread.drafts.filter((draft) => draft.clientId !== clientId),
});

function withNew(thread: Thread, { message, to }: EventData<"message:new">): Thread {
  const { text, truncated, clientId, ...live } = message;
  if (thread.messages.some(({ id }) => id === live.id)) return thread;
  const createdAt = new Date(live.createdAt);
  const nothingElse = { body: null, media: null, error: null, waMessageId: null, repliesTo: null, sentBy: null };
  const noTimes = { sentAt: null, deliveredAt: null, readAt: null, failedAt: null };
  const whole = live.type === "text" && !truncated;
  const shown = {
    ...live,
    ...nothingElse,
    ...noTimes,
    content: text,
    whole,
    clientId: clientId ?? null,
    createdAt,
    revision: to,
  };
  return withMessages(live.direction === "inbound" ? withInboundAt(thread, createdAt) : thread, [shown]);
}

function withInboundAt(thread: Thread, at: Date): Thread {
  const { conversation } = thread;
  if (conversation.lastInboundAt && conversation.lastInboundAt >= at) return thread;
  return { ...thread, conversation: { ...conversation, lastInboundAt: at } };
}

/** Statuses told together keep only a message's last: what was read has been sent and delivered by then. */
const TIMES_OF: Partial<Record<MessageStatus, readonly ("sentAt" | "deliveredAt" | "readAt" | "failedAt")[]>> = {
  Sent: ["sentAt"],
  Delivered: ["sentAt", "deliveredAt"],
  Read: ["sentAt", "deliveredAt", "readAt"],
  Failed: ["failedAt"],
};

type ToldStatus = Pick<EventData<"message:status">, "waMessageId" | "status" | "error" | "to">;

function withStatus(message: ThreadMessage, told: ToldStatus, at: Date): ThreadMessage {
  const { status, error = null, to } = told;
  const times = Object.fromEntries((TIMES_OF[status] ?? []).map((time) => [time, message[time] ?? at]));
  const waMessageId = told.waMessageId ?? message.waMessageId;
  return { ...message, status, error, waMessageId, revision: to, ...times };
}

const progressOf = ({ revision, status, error, waMessageId, ...message }: ThreadMessage) => {
  const { sentAt, deliveredAt, readAt, failedAt } = message;
  return { revision, status, error, waMessageId, sentAt, deliveredAt, readAt, failedAt };
};

function withConversation(thread: Thread, conversation: ConversationSummary): Thread {
  return conversation.revision >= thread.conversation.revision ? { ...thread, conversation } : thread;
}

/** Of two tellings of a message the later revision is true; of the same revision the one just told. */
function withMessages(thread: Thread, told: readonly ThreadMessage[]): Thread {
  if (told.length === 0) return thread;
  const byId = new Map(thread.messages.map((message) => [message.id, message]));
  for (const message of told) {
    const known = byId.get(message.id);
    if (!known || message.revision >= known.revision) byId.set(message.id, message);
  }
  const messages = [...byId.values()].sort((a, b) => a.seq - b.seq);
  return { ...thread, messages, drafts: unshown(thread.drafts, messages) };
}

/** The revisions of a span are in: with those ahead that follow without a hole, `revision` moves on. */
function cover(thread: Thread, span: Span): Thread {
  let { revision } = thread;
  const ahead = [];
  for (const next of [...thread.ahead, span].sort((a, b) => a.from - b.from)) {
    if (next.from <= revision) revision = Math.max(revision, next.to);
    else ahead.push(next);
  }
  return { ...thread, revision, ahead, heard: Math.max(thread.heard, span.to) };
}

function unshown(drafts: readonly Draft[], messages: readonly ThreadMessage[]): readonly Draft[] {
  if (drafts.length === 0) return drafts;
  const shown = new Set(messages.flatMap(({ id, clientId }) => (clientId ? [id, clientId] : [id])));
  return drafts.filter(({ clientId, messageId }) => !shown.has(clientId) && !(messageId && shown.has(messageId)));
}
