import type { Database } from "@/platform/db/in-organization";
import { AppError } from "@/platform/errors";
import type { ConversationSummary } from "../conversation-summary";
import { summaryOf, summarySelect } from "./summary-of";

export async function readConversation(db: Database, conversationId: string): Promise<ConversationSummary> {
  const row = await db.conversation.findUnique({ where: { id: conversationId }, select: summarySelect });
  if (!row) throw new AppError("not-found", "This conversation does not exist");
  return summaryOf(row);
}
