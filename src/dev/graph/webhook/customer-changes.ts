import { digits, findChat, openChat } from "../chat";
import type { Emulation } from "../emulation";
import type { Chat, DeliveryAttempt } from "../store";
import { wamid } from "../wamid";
import { announce } from "./announce";
import { seconds, webhookBody } from "./webhook-body";

export interface CustomerChanges {
  phoneNumberId: string;
  /** Digits of the phone number so far, or the user id. */
  customer: string;
  /** A new phone number; Meta makes a new user id with it. */
  phone?: string;
  userId?: string;
}

/** A customer has a new phone number or user id: the chat goes on, and the app hears of it in a system message. */
export function customerChanges(emulation: Emulation, changes: CustomerChanges): Promise<DeliveryAttempt> {
  const { phoneNumberId, customer, phone, userId } = changes;
  const number = emulation.store.numbers.get(phoneNumberId);
  const chat = findChat(emulation.store, phoneNumberId, customer);
  if (number === undefined || chat === undefined) throw new Error(`${customer} has not written to ${phoneNumberId}.`);
  const before = { waId: chat.waId, userId: chat.userId };
  const after = { waId: phone === undefined ? chat.waId : digits(phone), userId: userId ?? chat.userId };
  const message = {
    ...(before.waId && { from: before.waId }),
    ...(before.userId && { from_user_id: before.userId }),
    id: wamid(chat.customer, "heard"),
    timestamp: seconds(new Date()),
    type: "system",
    system: systemOf(chat, before, after),
  };
  move(emulation, chat, after);
  const { businessAccountId } = number;
  return announce(emulation, { businessAccountId, number, body: webhookBody(number, { messages: [message] }) });
}

interface Names {
  waId: string | undefined;
  userId: string | undefined;
}

function systemOf(chat: Chat, before: Names, after: Names) {
  const moved = before.waId !== after.waId;
  const [from = "", to = ""] = moved ? [before.waId, after.waId] : [before.userId, after.userId];
  return {
    body: `User ${chat.name ?? chat.customer} changed from ${from} to ${to}`,
    ...(after.waId && { wa_id: after.waId }),
    ...(after.userId && { user_id: after.userId }),
    ...(before.userId && before.userId !== after.userId && { previous_user_id: before.userId }),
    type: moved ? "user_changed_number" : "user_changed_user_id",
  };
}

/** The same chat under its new names: what was said stays, and so does the open window. */
function move({ store }: Emulation, chat: Chat, { waId, userId }: Names): void {
  const customer = waId ?? userId ?? chat.customer;
  const { phoneNumberId, name, username, lastHeardAt, messages } = chat;
  for (const [key, known] of store.chats) if (known === chat) store.chats.delete(key);
  const next = openChat(store, { phoneNumberId, waId: waId ?? (userId ? undefined : customer), userId });
  next.messages.push(...messages);
  Object.assign(next, { ...(name && { name }), ...(username && { username }), ...(lastHeardAt && { lastHeardAt }) });
}
