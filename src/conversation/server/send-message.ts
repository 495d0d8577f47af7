import { newId } from "@/platform/id";
import type { Sql } from "@/platform/db/door";
import type { Change } from "../change";
import { appendMessages } from "./append-messages";
import { changeConversation } from "./change-conversation";
import { lockConversation } from "./lock-conversation";

export interface AgentMessage {
  readonly conversationId: string;
  readonly organizationId: string;
  readonly text: string;
  /** Made by the browser: the same one again adds nothing. */
  readonly clientId: string;
  readonly userId: string;
}

/**
 * An agent writes: the conversation becomes a person's, and the message is queued for the conversation's lane, whose row
 * is locked first so that no bubble of the bot slips in between. The caller rings the alarm and announces the changes.
 */
export async function sendMessage(
  sql: Sql,
  message: AgentMessage,
): Promise<{ messageId: string; changes: readonly Change[] }> {
  const { clientId, userId } = message;
  const conversationId = await lockConversation(sql, message);

  const [sent] = await sql.query<{ id: string }>(
    "select id from messages where conversation_id = $1 and client_id = $2",
    [conversationId, clientId],
  );
  if (sent) return { messageId: sent.id, changes: [] };

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
      type: "text",
      content: message.text,
      payload: { kind: "text", text: message.text },
      status: "Pending",
      clientId,
      sentById: userId,
    },
  ]);
  return { messageId: id, changes: [...takenOver, ...added] };
}
