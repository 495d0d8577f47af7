import { AppError } from "@/platform/errors";
import type { Sql } from "@/platform/db/door";
import { wake } from "@/platform/lanes/wake";
import type { Change } from "../change";
import { changeConversation } from "./change-conversation";

/** Gives a conversation back to the bot, whose session goes on where it waited. The caller rings and announces. */
export async function handBack(
  sql: Sql,
  { conversationId, organizationId }: { conversationId: string; organizationId: string },
): Promise<readonly Change[]> {
  const found = await sql.query("select 1 from conversations where id = $1", [conversationId]);
  if (found.length === 0) throw new AppError("not-found", "This conversation does not exist");
  await wake(sql, [{ kind: "conversation", key: conversationId, organizationId }]);
  return changeConversation(sql, conversationId, { owner: "bot", assigneeId: null });
}
