import { AppError } from "@/platform/errors";
import type { Sql } from "@/platform/db/door";
import { wake } from "@/platform/lanes/wake";

/**
 * Wakes and locks a conversation's lane, then its row, in the order in which everybody does: nothing slips in until the
 * commit. Answers the id as the row has it; "not-found" also when it was merged away while we waited.
 */
export async function lockConversation(
  sql: Sql,
  { conversationId, organizationId }: { conversationId: string; organizationId: string },
): Promise<string> {
  const [known] = await sql.query<{ id: string }>("select id from conversations where id = $1", [conversationId]);
  if (known) await wake(sql, [{ kind: "conversation", key: known.id, organizationId }]);
  const [locked] = await sql.query<{ id: string }>("select id from conversations where id = $1 for update", [
    conversationId,
  ]);
  if (!locked) throw new AppError("not-found", "This conversation does not exist");
  return locked.id;
}
