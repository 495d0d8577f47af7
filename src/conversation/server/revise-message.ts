import type { Sql } from "@/platform/db/door";
import type { Change, ConversationChange, ShownStatus } from "../change";
import type { Outgoing } from "../message";
import type { MessageError, MessageStatus, Pricing, StatusNote } from "../status";

/** What may change on a message once it is there. Only what is named is written. */
export interface MessagePatch {
  /** Another message in its place, before it has left. */
  readonly type?: string;
  readonly content?: string;
  readonly payload?: Outgoing;
  readonly status?: MessageStatus;
  readonly error?: MessageError | null;
  readonly notes?: readonly StatusNote[];
  readonly waMessageId?: string;
  readonly attemptedAt?: Date | null;
  readonly nextAttemptAt?: Date | null;
  readonly attempts?: number;
  readonly sentAt?: Date | null;
  readonly deliveredAt?: Date | null;
  readonly readAt?: Date | null;
  readonly failedAt?: Date | null;
  readonly pricing?: Pricing | null;
}

const COLUMNS: Readonly<Record<keyof MessagePatch, string>> = {
  type: "type",
  content: "content",
  payload: "payload",
  status: "status",
  error: "error",
  notes: "notes",
  waMessageId: "wa_message_id",
  attemptedAt: "attempted_at",
  nextAttemptAt: "next_attempt_at",
  attempts: "attempts",
  sentAt: "sent_at",
  deliveredAt: "delivered_at",
  readAt: "read_at",
  failedAt: "failed_at",
  pricing: "pricing",
};

const JSON_COLUMNS: ReadonlySet<keyof MessagePatch> = new Set(["error", "notes", "payload", "pricing"]);

const assignments = (patch: MessagePatch) => {
  const names = (Object.keys(COLUMNS) as (keyof MessagePatch)[]).filter((name) => patch[name] !== undefined);
  const values = names.map((name) =>
    JSON_COLUMNS.has(name) && patch[name] !== null ? JSON.stringify(patch[name]) : patch[name],
  );
  return { names, values };
};

/** Changes a message without a screen noticing: when it was tried, and when it is tried next. */
export async function noteOnMessage(sql: Sql, id: string, patch: MessagePatch): Promise<void> {
  const { names, values } = assignments(patch);
  const set = names.map((name, index) => `${COLUMNS[name]} = $${index + 2}`).join(", ");
  await sql.query(`update messages set ${set} where id = $1`, [id, ...values]);
}

type Row = ConversationChange & Omit<ShownStatus, "id"> & { messageId: string };

/** Changes a message at a new revision of its conversation, whose row is locked first. */
export async function reviseMessage(sql: Sql, id: string, patch: MessagePatch): Promise<Change[]> {
  const { names, values } = assignments(patch);
  const set = names.map((name, index) => `${COLUMNS[name]} = $${index + 2},`).join(" ");
  const rows = await sql.query<Row>(
    `with moved as (
       update conversations set revision = revision + 1
       where id = (select conversation_id from messages where id = $1) returning *
     )
     update messages m set ${set} revision = moved.revision from moved where m.id = $1
     returning m.id as "messageId", m.wa_message_id as "waMessageId", m.status, m.error, m.conversation_id as "conversationId",
       moved.contact_id as "contactId", moved.revision - 1 as "from", moved.revision as "to", moved.preview, moved.unread,
       moved.owner, moved.status as state, moved.assignee_id as "assigneeId", moved.last_message_at as "lastMessageAt"`,
    [id, ...values],
  );
  return rows.map(({ messageId, waMessageId, status, error, ...conversation }) => ({
    kind: "status",
    conversation,
    message: { id: messageId, waMessageId, status, error },
  }));
}
