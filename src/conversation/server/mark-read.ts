import { AppError } from "@/platform/errors";
import type { Sql } from "@/platform/db/door";
import type { Change } from "../change";
import { changeConversation } from "./change-conversation";

/** Takes the unread mark off a conversation that somebody looks at. */
export async function markRead(sql: Sql, conversationId: string): Promise<readonly Change[]> {
  const [conversation] = await sql.query<{ unread: number }>("select unread from conversations where id = $1", [
    conversationId,
  ]);
  if (!conversation) throw new AppError("not-found", "This conversation does not exist");
  return conversation.unread === 0 ? [] : changeConversation(sql, conversationId, { unread: 0 });
}
