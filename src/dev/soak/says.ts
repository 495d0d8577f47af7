import type { CustomerContent, CustomerMedia } from "../graph/webhook/customer-content";
import type { Chat, GraphNumber, SentMessage } from "../graph/store";
import { wamid } from "../graph/wamid";
import { contactsOf, phoneAs, seconds, webhookBody } from "../graph/webhook/webhook-body";
import type { Turn } from "./customers";

const isSent = (message: Chat["messages"][number]): message is SentMessage => message.direction === "sent";

/** What a customer does, as they have the chat before them. */
export function contentOf(
  turn: Exclude<Turn, { reaction: string }>,
  chat: Chat | undefined,
  file: CustomerMedia | null,
): CustomerContent {
  if ("text" in turn) return { text: turn.text };
  if ("file" in turn) return { media: file ?? { type: turn.file } };
  const question = chat?.messages.filter(isSent).find(({ text }) => text === turn.taps);
  if (question === undefined) return { text: turn.label };
  const { kind, option, label: title } = turn;
  return { tap: { kind, id: `opt-${option}`, title, contextId: question.waMessageId } };
}

/** The webhook of a reaction to the newest bubble, and its id. */
export function reactionTo(chat: Chat, number: GraphNumber, emoji: string) {
  const id = wamid(chat.customer, "heard");
  const message = {
    ...phoneAs("from", chat, "omitted"),
    ...(chat.userId && { from_user_id: chat.userId }),
    id,
    timestamp: seconds(new Date()),
    type: "reaction",
    reaction: { message_id: chat.messages.findLast(isSent)?.waMessageId, emoji },
  };
  return { id, body: webhookBody(number, { contacts: contactsOf(chat, "omitted"), messages: [message] }) };
}
