import type { Database } from "@/platform/db/in-organization";
import type { ThreadPage } from "../thread";
import { readConversation } from "./read-conversation";
import { messageSelect, shownMessage } from "./shown-message";

const PAGE = 50;

/**
 * The newest messages, or those before a place. The conversation is read first: what changes meanwhile is in the messages,
 * not in its revision. Since seq is dense, the page has a lower end, without which a long conversation would be sorted whole.
 */
export async function readThread(
  db: Database,
  { conversationId, before }: { conversationId: string; before?: number | undefined },
): Promise<ThreadPage> {
  const conversation = await readConversation(db, conversationId);
  const end = before ?? (await lastSeq(db, conversationId)) + 1;
  const rows = await db.message.findMany({
    where: { conversationId, seq: { gte: end - PAGE - 1, ...(before !== undefined && { lt: before }) } },
    orderBy: { seq: "desc" },
    take: PAGE + 1,
    select: messageSelect,
  });
  const messages = rows.slice(0, PAGE).reverse().map(shownMessage);
  return { conversation, messages, earlier: rows.length > PAGE };
}

async function lastSeq(db: Database, conversationId: string): Promise<number> {
  const row = await db.conversation.findUnique({ where: { id: conversationId }, select: { lastSeq: true } });
  return row?.lastSeq ?? 0;
}
