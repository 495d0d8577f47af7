import type { Sql } from "@/platform/db/door";
import type { Change } from "../change";
import { changeConversation } from "./change-conversation";
import { lockConversation } from "./lock-conversation";

/** Gives a conversation back to the bot, whose session goes on: after its hand-off, or where else it waited. The caller rings and announces. */
export async function handBack(
  sql: Sql,
  conversation: { conversationId: string; organizationId: string },
): Promise<readonly Change[]> {
  const conversationId = await lockConversation(sql, conversation);
  const [last] = await sql.query<{ direction: string }>(
    "select direction from messages where conversation_id = $1 order by seq desc limit 1",
    [conversationId],
  );
  // What the customer said last is answered by nobody, unless the flow goes on with something to say.
  const open = last?.direction === "inbound" ? ({ state: "waiting" } as const) : {};
  return changeConversation(sql, conversationId, { owner: "bot", assigneeId: null, handOff: null, ...open });
}
