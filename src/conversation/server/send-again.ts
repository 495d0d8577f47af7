import { AppError } from "@/platform/errors";
import type { Sql } from "@/platform/db/door";
import { outgoing } from "../message";
import { keepFileAgain } from "./keep-file";
import { sendMessage, type AgentMessage, type SentMessage } from "./send-message";

interface Again extends Omit<AgentMessage, "message"> {
  /** What was said before. */
  readonly messageId: string;
}

/** An agent says once more what an agent said and what failed, with its file. */
export async function sendAgain(sql: Sql, { messageId, ...said }: Again): Promise<SentMessage> {
  const [row] = await sql.query<{ payload: unknown }>(
    "select payload from messages where id = $1 and conversation_id = $2 and sender = 'agent' and status = 'Failed'",
    [messageId, said.conversationId],
  );
  const message = outgoing.safeParse(row?.payload).data;
  if (!message) throw new AppError("not-found", "There is no failed message of an agent here to send again");
  const sent = await sendMessage(sql, { ...said, message });
  const hasFile = message.kind === "media" && "file" in message.source;
  if (sent.isNew && hasFile && !(await keepFileAgain(sql, messageId, sent.messageId))) {
    throw new AppError("not-found", "Its file is not kept here any more: attach it again.");
  }
  return sent;
}
