import type { Database } from "@/platform/db/in-organization";
import type { ThreadSince } from "../thread";
import { readConversation } from "./read-conversation";
import { messageSelect, shownMessage } from "./shown-message";

const AT_MOST = 200;

/**
 * What changed after a revision. The answer is complete up to the revision it names: when there is more, that is the
 * last message's, and the asker asks on from there.
 */
export async function changesSince(
  db: Database,
  { conversationId, revision }: { conversationId: string; revision: number },
): Promise<ThreadSince> {
  const conversation = await readConversation(db, conversationId);
  const rows = await db.message.findMany({
    where: { conversationId, revision: { gt: revision } },
    orderBy: { revision: "asc" },
    take: AT_MOST + 1,
    select: messageSelect,
  });
  const messages = rows.slice(0, AT_MOST).map(shownMessage);
  const last = rows.length > AT_MOST ? messages.at(-1) : undefined;
  return { conversation, messages, revision: last?.revision ?? conversation.revision };
}
