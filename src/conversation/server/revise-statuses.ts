import type { Sql } from "@/platform/db/door";
import type { Change, ConversationChange } from "../change";
import type { Folded, ReportedMessage } from "../reports";

/** Writes what reports made of messages, each at a revision of its own. Their conversations' rows are locked. */
export async function reviseStatuses(sql: Sql, messages: readonly ReportedMessage[]): Promise<Change[]> {
  if (messages.length === 0) return [];
  const conversations = await moveConversations(sql, messages);
  const revised = messages.map((message) => {
    const moved = conversations.get(message.conversationId);
    if (!moved) throw new Error(`Conversation ${message.conversationId} is gone`);
    moved.reached += 1;
    return { message, conversation: { ...moved.conversation, from: moved.reached - 1, to: moved.reached } };
  });
  await writeStatuses(
    sql,
    revised.map(({ message, conversation }) => ({ ...message, revision: conversation.to })),
  );
  return revised.map(({ message: { id, waMessageId, status, error }, conversation }) => ({
    kind: "status",
    conversation,
    message: { id, waMessageId, status, error },
  }));
}

interface Moved {
  readonly conversation: ConversationChange;
  /** The revision up to which its messages have theirs. */
  reached: number;
}

/** A conversation's revision rises by one for each of its messages. */
async function moveConversations(sql: Sql, messages: readonly ReportedMessage[]): Promise<Map<string, Moved>> {
  const rows = await sql.query<ConversationChange>(
    `update conversations c set revision = revision + g.count
     from (select id, count(*)::int as count from unnest($1::uuid[]) as u (id) group by id) g where c.id = g.id
     returning c.id as "conversationId", contact_id as "contactId", revision - g.count as "from", revision as "to", preview,
       unread, owner, status as state, assignee_id as "assigneeId", last_message_at as "lastMessageAt"`,
    [messages.map(({ conversationId }) => conversationId)],
  );
  return new Map(
    rows.map((conversation) => [conversation.conversationId, { conversation, reached: conversation.from }]),
  );
}

async function writeStatuses(sql: Sql, messages: readonly (ReportedMessage & { revision: number })[]): Promise<void> {
  const column = <Value>(of: (message: (typeof messages)[number]) => Value) => messages.map(of);
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  await sql.query(
    `update messages m set revision = g.revision, status = g.status, wa_message_id = g.wa_message_id, sent_at = g.sent_at,
       delivered_at = g.delivered_at, read_at = g.read_at, failed_at = g.failed_at, error = g.error, notes = g.notes,
       pricing = g.pricing
     from unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::timestamptz[],
       $8::timestamptz[], $9::jsonb[], $10::jsonb[], $11::jsonb[])
       as g (id, revision, status, wa_message_id, sent_at, delivered_at, read_at, failed_at, error, notes, pricing)
     where m.id = g.id`,
    [
      column(({ id }) => id),
      column(({ revision }) => revision),
      column(({ status }) => status),
      column(({ waMessageId }) => waMessageId),
      column(({ sentAt }) => sentAt),
      column(({ deliveredAt }) => deliveredAt),
      column(({ readAt }) => readAt),
      column(({ failedAt }) => failedAt),
      column(({ error }) => json(error)),
      column(({ notes }) => json(notes)),
      column(({ pricing }) => json(pricing)),
    ],
  );
}

/** Notes until when everything is free in the messages' conversations. Their rows are locked. */
export async function keepFree(sql: Sql, free: Folded<unknown>["free"]): Promise<void> {
  if (free.length === 0) return;
  await sql.query(
    `update conversations c set free_until = greatest(c.free_until, f.until)
     from (select m.conversation_id as id, max(g.until) as until
       from unnest($1::uuid[], $2::timestamptz[]) as g (id, until) join messages m on m.id = g.id group by 1) f
     where c.id = f.id`,
    [free.map(({ messageId }) => messageId), free.map(({ until }) => until)],
  );
}
