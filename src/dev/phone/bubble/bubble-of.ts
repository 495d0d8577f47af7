import { record, text } from "../../graph/message/check";
import type { Chat, DeliveryAttempt, HeardMessage, SentMessage } from "../../graph/store";
import { deliveryProblem } from "../delivery-problem";
import type { Bubble } from "../page-model";
import { saidByBusiness } from "./from-business";
import { saidByCustomer } from "./from-customer";
import type { Said } from "./said";
import type { Shelf } from "./shelf";

type Message = SentMessage | HeardMessage;

/** One message as the page draws it. */
export function bubbleOf(message: Message, chat: Chat, shelf: Shelf): Bubble {
  const { waMessageId: id, reactions = [] } = message;
  const whose =
    message.direction === "sent"
      ? { id, from: "business" as const, at: message.receivedAt.toISOString() }
      : { id, from: "customer" as const, at: message.saidAt.toISOString() };
  if (isDeleted(message)) return { ...whose, text: "", deleted: true };
  return {
    ...whose,
    ...saidIn(message, shelf),
    ...quoteIn(message, chat, shelf),
    ...(reactions.length > 0 && { reactions: [...reactions] }),
    ...(message.direction === "sent" ? { seen: message.readAt !== undefined } : fateOf(message)),
  };
}

const isDeleted = (message: Message) => message.direction === "heard" && message.deletedAt !== undefined;

function saidIn(message: Message, shelf: Shelf): Said {
  return message.direction === "sent" ? saidByBusiness(message, shelf) : saidByCustomer(message, shelf);
}

function quoteIn(message: Message, { messages }: Chat, shelf: Shelf): Pick<Bubble, "quote"> {
  const id = message.direction === "sent" ? text(record(message.body["context"])["message_id"]) : message.contextId;
  const quoted = id ? messages.find(({ waMessageId }) => waMessageId === id) : undefined;
  if (quoted === undefined) return {};
  const from = quoted.direction === "sent" ? "business" : "customer";
  return { quote: { id: quoted.waMessageId, from, text: inOneLine(quoted, shelf) } };
}

function inOneLine(message: Message, shelf: Shelf): string {
  if (isDeleted(message)) return "Deleted message";
  const { text: words, header, media, place, contacts, kind } = saidIn(message, shelf);
  const names = contacts?.map(({ name }) => name).join(", ");
  return words || header || media?.filename || place?.name || names || kind || "";
}

function fateOf({ editedAt, readAt, lastAttempt }: HeardMessage): Pick<Bubble, "edited" | "state" | "problem"> {
  const problem = deliveryProblem(lastAttempt);
  return {
    ...(editedAt && { edited: true }),
    state: readAt ? "read" : wayOf(lastAttempt, problem !== undefined),
    ...(problem && { problem }),
  };
}

function wayOf(attempt: DeliveryAttempt | undefined, failed: boolean) {
  if (failed) return "failed";
  return attempt === undefined ? "sending" : "received";
}
