import type { Database } from "@/platform/db/in-organization";
import { AppError } from "@/platform/errors";
import type { ThreadMessage } from "../thread-message";
import { messageSelect, shownMessage } from "./shown-message";

/** One message with its whole text. */
export async function readMessage(db: Database, messageId: string): Promise<ThreadMessage> {
  const row = await db.message.findUnique({ where: { id: messageId }, select: messageSelect });
  if (!row) throw new AppError("not-found", "This message does not exist");
  return shownMessage(row);
}
