import type { Database } from "@/platform/db/in-organization";
import type { ThreadPage } from "../thread";
import { readConversation } from "./read-conversation";
import { messageSelect, shownMessage } from "./shown-message";

const PAGE = 50;

/** The newest messages, or those before a place. The conversation is read first: what changes meanwhile is in the messages, not in its revision. */
export async function readThread(
  db: Database,
  { conversationId, before }: { conversationId: string; before?: number | undefined },
): Promise<ThreadPage> {
  const conversation = await readConversation(db, conversationId);
  const rows = await db.message.findMany({
    where: { conversationId, ...(before !== undefined && { seq: { lt: before } }) },
    orderBy: { seq: "desc" },
    take: PAGE + 1,
    select: messageSelect,
  });
  const messages = rows.slice(0, PAGE).reverse().map(shownMessage);
  return { conversation, messages, earlier: rows.length > PAGE };
}
