import type { Sql } from "@/platform/db/door";
import { excerpt } from "@/realtime/excerpt";
import type { Change, ConversationChange, ShownMessage } from "../change";
import type { Incoming, Outgoing } from "../message";

export interface NewMessage {
  readonly id: string;
  readonly direction: "inbound" | "outbound";
  readonly sender: "contact" | "bot" | "agent" | "phone";
  readonly type: string;
  /** What people read. */
  readonly content: string;
  readonly payload: Incoming | Outgoing;
  readonly status: "Pending" | "Sent" | "Delivered";
  readonly waMessageId?: string | null;
  readonly repliesTo?: string | null;
  readonly effectId?: string;
  readonly clientId?: string;
  readonly sentById?: string;
  readonly sessionId?: string;
  readonly nodeId?: string;
}

// One statement: the conversation's row is locked by its update, so seq stays dense and revisions have no holes.
const APPEND = `
with moved as (
  update conversations set
    last_seq = last_seq + $2, revision = revision + $2, unread = unread + $3, last_message_at = now(), preview = $4,
    status = case when $3 > 0 and status = 'closed' then 'open' else status end
  where id = $1
  returning *
), given as (
  select * from jsonb_to_recordset($5::jsonb) as g (
    place int, id uuid, direction text, sender text, type text, content text, payload jsonb, status text,
    "waMessageId" text, "repliesTo" text, "effectId" text, "clientId" text, "sentById" uuid, "sessionId" uuid, "nodeId" text)
), added as (
  insert into messages (
    id, organization_id, conversation_id, connection_id, direction, sender, type, content, payload, status,
    wa_message_id, replies_to, effect_id, client_id, sent_by_id, session_id, node_id, seq, revision)
  select g.id, m.organization_id, m.id, m.connection_id, g.direction, g.sender, g.type, g.content, g.payload, g.status,
    g."waMessageId", g."repliesTo", g."effectId", g."clientId", g."sentById", g."sessionId", g."nodeId",
    m.last_seq - $2 + g.place, m.revision - $2 + g.place
  from given g cross join moved m
  returning id, seq, direction, sender, type, status, content as text, client_id as "clientId",
    created_at as "createdAt", revision
)
select a.*, m.contact_id as "contactId", m.unread, m.owner, m.status as state, m.assignee_id as "assigneeId",
  m.last_message_at as "lastMessageAt", m.preview
from added a cross join moved m order by a.seq`;

type Row = ShownMessage & { revision: number } & Omit<ConversationChange, "conversationId" | "from" | "to">;

/** Adds messages to the end of a conversation, in the order given, each at a revision of its own. */
export async function appendMessages(
  sql: Sql,
  conversationId: string,
  messages: readonly NewMessage[],
): Promise<Change[]> {
  const last = messages.at(-1);
  if (!last) return [];
  const inbound = messages.filter((message) => message.direction === "inbound").length;
  const given = JSON.stringify(messages.map((message, index) => ({ place: index + 1, ...message })));
  const line = excerpt(last.content.replace(/\s+/gu, " ").trim(), 200).text;
  const rows = await sql.query<Row>(APPEND, [conversationId, messages.length, inbound, line, given]);
  if (rows.length !== messages.length) throw new Error(`Conversation ${conversationId} is gone`);
  return rows.map((row) => ({
    kind: "new",
    message: row,
    conversation: { ...row, conversationId, from: row.revision - 1, to: row.revision },
  }));
}
