import { newId } from "@/platform/id";
import type { Sql } from "@/platform/db/door";
import type { Change } from "../change";
import type { Outgoing } from "../message";
import { typeOf, wordsOf } from "../words";
import { appendMessages } from "./append-messages";
import { changeConversation } from "./change-conversation";
import { lockConversation } from "./lock-conversation";

export interface AgentMessage {
  readonly conversationId: string;
  readonly organizationId: string;
  readonly message: Outgoing;
  /** Made by the browser: the same one again adds nothing. */
  readonly clientId: string;
  readonly userId: string;
}

export interface SentMessage {
  readonly messageId: string;
  /** False: its client id has been here before. */
  readonly isNew: boolean;
  readonly changes: readonly Change[];
}

/**
 * An agent writes: the conversation becomes a person's, and the message is queued for the conversation's lane, whose row
 * is locked first so that no bubble of the bot slips in between. The caller rings the alarm and announces the changes.
 */
export async function sendMessage(sql: Sql, said: AgentMessage): Promise<SentMessage> {
  const { clientId, userId, message } = said;
  const conversationId = await lockConversation(sql, said);

  const [sent] = await sql.query<{ id: string }>(
    "select id from messages where conversation_id = $1 and client_id = $2",
    [conversationId, clientId],
  );
  if (sent) return { messageId: sent.id, isNew: false, changes: [] };

  const id = newId();
  const takenOver = await changeConversation(sql, conversationId, {
    owner: "person",
    state: "open",
    assigneeId: userId,
    unread: 0,
  });
  const added = await appendMessages(sql, conversationId, [
    {
      id,
      direction: "outbound",
      sender: "agent",
      type: typeOf(message),
      content: wordsOf(message),
      payload: message,
      status: "Pending",
      clientId,
      sentById: userId,
    },
  ]);
  return { messageId: id, isNew: true, changes: [...takenOver, ...added] };
}
