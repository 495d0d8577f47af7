import { type Chat, type HeardMessage, type SentMessage, type Store, tell } from "./store";

export interface ChatAddress {
  phoneNumberId: string;
  waId?: string | undefined;
  userId?: string | undefined;
}

const WINDOW_MS = 24 * 3_600_000;

/** A phone number as Meta writes it: digits only. */
export function digits(phone: string): string {
  return phone.replace(/\D/g, "");
}

/** Finds the chat by phone, else by user id; makes it when this is the first word between the two. */
export function openChat(store: Store, { phoneNumberId, waId, userId }: ChatAddress): Chat {
  const customer = waId ?? userId;
  if (customer === undefined) throw new Error("A customer has a phone number or a user id.");
  const found = findChat(store, phoneNumberId, customer) ?? (userId && findChat(store, phoneNumberId, userId));
  const chat: Chat = found || { phoneNumberId, customer, messages: [] };
  for (const id of [waId, userId]) if (id !== undefined) store.chats.set(`${phoneNumberId}/${id}`, chat);
  if (waId !== undefined) chat.waId = waId;
  if (userId !== undefined) chat.userId = userId;
  if (!found) tell(store, { kind: "directory" });
  return chat;
}

export function findChat(store: Store, phoneNumberId: string, customer: string): Chat | undefined {
  return store.chats.get(`${phoneNumberId}/${customer}`);
}

/** The chat of a message or of what was done to one. */
export function chatOf(store: Store, waMessageId: string): Chat | undefined {
  const said = store.messages.get(waMessageId) ?? store.acts.get(waMessageId);
  return said && findChat(store, said.phoneNumberId, "to" in said ? said.to : said.from);
}

export function addMessage(store: Store, chat: Chat, message: SentMessage | HeardMessage): void {
  store.messages.set(message.waMessageId, message);
  chat.messages.push(message);
  if (message.direction === "sent") delete chat.typingUntil;
  else openWindow(chat, message.saidAt);
  tell(store, { kind: "message", chat, message });
}

/** Free text is allowed for 24 h after the customer's last message. */
export function openWindow(chat: Chat, at: Date): void {
  if (chat.lastHeardAt === undefined || chat.lastHeardAt < at) chat.lastHeardAt = at;
}

export function windowIsOpen(chat: Chat | undefined, now: Date): boolean {
  return chat?.lastHeardAt !== undefined && now.getTime() - chat.lastHeardAt.getTime() < WINDOW_MS;
}
