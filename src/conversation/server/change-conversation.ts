import type { Sql } from "@/platform/db/door";
import type { Change, ConversationChange, ConversationState } from "../change";

export interface ConversationPatch {
  readonly owner?: "bot" | "person";
  readonly state?: ConversationState;
  readonly unread?: number;
  readonly assigneeId?: string | null;
  /** Why a flow gives it to people; null when they have given it back. */
  readonly handOff?: { readonly queue: string | null; readonly note: string | null } | null;
}

const CHANGE = `
update conversations set revision = revision + 1,
  owner = coalesce($2, owner), unread = coalesce($3, unread), status = coalesce($6, status), assignee_id = case when $4 then $5::uuid else assignee_id end,
  handoff_queue = case when $7 then $8 else handoff_queue end, handoff_note = case when $7 then $9 else handoff_note end
where id = $1
returning id as "conversationId", contact_id as "contactId", revision - 1 as "from", revision as "to", preview, unread, owner,
  status as state, assignee_id as "assigneeId", last_message_at as "lastMessageAt"`;

/** Changes what a list shows of a conversation. Empty when there is no such conversation behind this door. */
export async function changeConversation(
  sql: Sql,
  conversationId: string,
  patch: ConversationPatch,
): Promise<Change[]> {
  const rows = await sql.query<ConversationChange>(CHANGE, [
    conversationId,
    patch.owner ?? null,
    patch.unread ?? null,
    patch.assigneeId !== undefined,
    patch.assigneeId ?? null,
    patch.state ?? null,
    patch.handOff !== undefined,
    patch.handOff?.queue ?? null,
    patch.handOff?.note ?? null,
  ]);
  return rows.map((conversation) => ({ kind: "conversation", conversation }));
}
