import type { ConversationSummary } from "@/conversation/conversation-summary";
import type { MessageStatus } from "@/conversation/status";
import type { ThreadPage, ThreadSince } from "@/conversation/thread";
import type { ThreadMessage } from "@/conversation/thread-message";
import type { EventData } from "@/realtime/event";

export type PublishedEvent =
  | { readonly name: "message:new"; readonly data: EventData<"message:new"> }
  | { readonly name: "message:status"; readonly data: EventData<"message:status"> }
  | { readonly name: "conversation:updated"; readonly data: EventData<"conversation:updated"> };

const at = new Date("2026-03-12T15:30:00Z");
const idOf = (number: number) => `018f0000-0000-7000-8000-${String(number).padStart(12, "0")}`;
const [CONVERSATION, CONTACT, CONNECTION] = [idOf(9001), idOf(9002), idOf(9003)];

const BLANK = {
  direction: "outbound",
  sender: "bot",
  type: "text",
  body: null,
  media: null,
  whole: true,
  status: "Pending",
  error: null,
  waMessageId: null,
  repliesTo: null,
  clientId: null,
  sentBy: null,
  createdAt: at,
  sentAt: null,
  deliveredAt: null,
  readAt: null,
  failedAt: null,
} as const;

/** A conversation as the server has it, what it answers when asked, and the events it publishes as it changes. */
export function publishedConversation(length = 0) {
  const messages: ThreadMessage[] = [];
  const events: PublishedEvent[] = [];
  let revision = 0;
  let owner: ConversationSummary["owner"] = "bot";

  const span = () => ({ conversationId: CONVERSATION, from: revision++, to: revision });
  const updated = (change: ReturnType<typeof span>) => {
    const shown = { preview: null, unread: 0, owner, state: "open" as const, assigneeId: null, lastMessageAt: null };
    events.push({ name: "conversation:updated", data: { ...change, ...shown } });
  };
  const summary = (): ConversationSummary => ({
    id: CONVERSATION,
    revision,
    contact: { id: CONTACT, name: "Ana", username: null, waId: "34600123456" },
    connection: { id: CONNECTION, name: "Shop", displayPhoneNumber: "+34 911 23 45 67" },
    owner,
    state: "open",
    assignee: null,
    handOff: null,
    unread: 0,
    preview: null,
    lastMessageAt: null,
    lastInboundAt: null,
    freeUntil: null,
  });

  const append = (given: Partial<ThreadMessage> = {}): ThreadMessage => {
    const change = span();
    const seq = messages.length + 1;
    const message = { ...BLANK, id: idOf(seq), seq, revision, content: `message ${seq}`, ...given };
    messages.push(message);
    const { id, direction, sender, type, status, clientId, content } = message;
    const cut = { text: content.slice(0, 500), truncated: content.length > 500 };
    const shown = { id, seq, direction, sender, type, status, clientId, createdAt: at.toISOString(), ...cut };
    events.push({ name: "message:new", data: { ...change, contactId: CONTACT, message: shown } });
    updated(change);
    return message;
  };

  const settle = (seq: number, status: MessageStatus): void => {
    const message = messages[seq - 1];
    if (!message) return;
    const change = span();
    messages[seq - 1] = { ...message, status, revision };
    const data = { ...change, contactId: CONTACT, messageId: message.id, waMessageId: null, status };
    events.push({ name: "message:status", data });
    updated(change);
  };

  const takeOver = (): void => {
    owner = "person";
    updated(span());
  };

  const page = (before = Infinity, limit = 5): ThreadPage => {
    const upTo = messages.filter((message) => message.seq < before);
    return { conversation: summary(), messages: upTo.slice(-limit), earlier: upTo.length > limit };
  };

  /** At most `limit` messages, complete up to the revision it names. */
  const since = (known: number, limit = Infinity): ThreadSince => {
    const changed = messages.filter((message) => message.revision > known);
    const told = changed.sort((a, b) => a.revision - b.revision).slice(0, limit);
    const last = told.length < changed.length ? told.at(-1) : undefined;
    return { conversation: summary(), messages: told, revision: last?.revision ?? revision };
  };

  for (let count = 0; count < length; count++) append();
  events.length = 0;
  return { at, messages, events, append, settle, takeOver, summary, page, since, revision: () => revision };
}
