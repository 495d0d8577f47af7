import { z } from "zod";

const id = z.guid();
const time = z.iso.datetime();
const revision = z.number().int().nonnegative();
/** Cut by `excerpt`: Pusher refuses data over 10 240 bytes, which a whole message can exceed. */
const excerpted = z.string().max(500);

const messageStatus = z.enum(["Pending", "Sent", "Delivered", "Read", "Failed", "Unknown"]);

const message = z.object({
  id,
  /** Orders the messages of a conversation, dense. */
  seq: z.number().int().positive(),
  direction: z.enum(["inbound", "outbound"]),
  type: z.string(),
  status: messageStatus,
  text: excerpted,
  truncated: z.boolean(),
  sender: z.enum(["contact", "bot", "agent", "phone"]),
  /** Made by the browser that sent it, which knows its own message by it. */
  clientId: z.string().max(64).nullish(),
  createdAt: time,
});

const failure = z.object({
  code: z.number().optional(),
  title: z.string(),
  details: z.string().optional(),
  reason: z.string().optional(),
});

const typing = z.object({
  conversationId: id,
  contactId: id,
  by: z.enum(["bot", "agent"]),
  name: z.string().optional(),
});

/**
 * Everything that is told live. Publisher and subscriber read the same schemas.
 * `from` and `to` are the conversation's revision before and after: who is not at `from` has missed something.
 */
export const EVENTS = {
  "message:new": z.object({ message, conversationId: id, contactId: id, from: revision, to: revision }),
  "message:status": z.object({
    messageId: id,
    waMessageId: z.string().nullable(),
    status: messageStatus,
    error: failure.optional(),
    conversationId: id,
    contactId: id,
    from: revision,
    to: revision,
    /** The last statuses of other messages between `from` and `to`, each with the revision it came with. */
    also: z
      .array(z.object({ messageId: id, waMessageId: z.string().nullable(), status: messageStatus, to: revision }))
      .optional(),
  }),
  "typing:start": typing,
  "typing:stop": typing,
  "conversation:updated": z.object({
    conversationId: id,
    from: revision,
    to: revision,
    preview: excerpted.nullable(),
    unread: z.number().int().nonnegative(),
    owner: z.enum(["bot", "person"]),
    state: z.enum(["open", "waiting", "snoozed", "closed"]),
    assigneeId: id.nullable(),
    lastMessageAt: time.nullable(),
  }),
  /** A member was removed: the channels of the organization have new names, and nothing more is told under this one. */
  "organization:renewed": z.object({}),
  "event:received": z.object({
    eventId: id,
    kind: z.string(),
    state: z.enum(["received", "processed", "failed", "ignored"]),
  }),
  "connection:health": z.object({ connectionId: id, health: z.enum(["unknown", "healthy", "unhealthy"]) }),
  "campaign:progress": z.object({ campaignId: id, counts: z.record(z.string(), z.number().int().nonnegative()) }),
};

export type EventName = keyof typeof EVENTS;
export type EventData<Name extends EventName> = z.infer<(typeof EVENTS)[Name]>;

export const isEventName = (name: string): name is EventName => Object.hasOwn(EVENTS, name);
