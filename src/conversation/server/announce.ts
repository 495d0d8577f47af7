import { conversationChannel, organizationChannel } from "@/realtime/channel";
import type { EventData } from "@/realtime/event";
import { excerpt } from "@/realtime/excerpt";
import { publish, type Publication } from "@/realtime/server/publish";
import type { Change, ConversationChange } from "../change";
import type { MessageError } from "../status";

export interface Audience {
  readonly organizationId: string;
  readonly epoch: number;
}

/** Tells the screens what was committed. It may be lost: each event says from which revision to which it leads. */
export function announce(changes: readonly Change[], audience: Audience): void {
  publish([...changes.flatMap((change) => toEvent(change, audience)), ...toLists(changes, audience)]);
}

function toEvent(change: Change, { epoch }: Audience): Publication[] {
  const { conversationId, contactId, from, to } = change.conversation;
  const where = { conversationId, contactId, from, to };
  const channel = conversationChannel(conversationId, epoch);
  switch (change.kind) {
    case "conversation":
      return [];
    case "new": {
      const { text, createdAt, ...message } = change.message;
      const shown = { ...message, ...excerpt(text), createdAt: createdAt.toISOString() };
      return [{ channel, event: "message:new", data: { ...where, message: shown } }];
    }
    case "status": {
      const { id, waMessageId, status, error } = change.message;
      const data = { ...where, messageId: id, waMessageId, status, ...(error && { error: failureOf(error) }) };
      return [{ channel, event: "message:status", data, patient: true }];
    }
  }
}

/** One event per conversation for the lists, spanning all its changes. It may wait where the statuses it speaks of wait. */
function toLists(changes: readonly Change[], { organizationId, epoch }: Audience): Publication[] {
  const spans = new Map<string, ConversationChange>();
  const urgent = new Set<string>();
  for (const { kind, conversation } of changes) {
    const earlier = spans.get(conversation.conversationId);
    spans.set(conversation.conversationId, { ...conversation, from: earlier?.from ?? conversation.from });
    if (kind !== "status") urgent.add(conversation.conversationId);
  }
  return [...spans.values()].map((conversation) => ({
    patient: !urgent.has(conversation.conversationId),
    channel: organizationChannel(organizationId, epoch),
    event: "conversation:updated",
    data: {
      ...conversation,
      preview: conversation.preview === null ? null : excerpt(conversation.preview).text,
      lastMessageAt: conversation.lastMessageAt?.toISOString() ?? null,
    },
  }));
}

type Failure = NonNullable<EventData<"message:status">["error"]>;

const failureOf = ({ code, title, details, reason }: MessageError): Failure => ({
  title,
  ...(typeof code === "number" && { code }),
  ...(details && { details }),
  ...(reason && { reason }),
});
