import type { TokenFacts } from "../api/token";
import type { MediaStore, StoredMedia } from "../media-store";
import type { Chat, GraphApp, GraphCustomer, GraphNumber, HeardMessage, Store, Subscription } from "../store";
import type { GraphTemplate } from "../template/template";
import { newestChats } from "./newest-chats";

/** What outlives the emulator. Waiting statuses and redeliveries do not: whoever waited for them hears nothing more. */
export interface Remembered {
  /** Counts up when the shape changes. */
  version: 1;
  apps: GraphApp[];
  numbers: GraphNumber[];
  customers: GraphCustomer[];
  chats: Chat[];
  tokens: [string, TokenFacts][];
  templates: GraphTemplate[];
  subscriptions: [string, Map<string, Subscription>][];
  files: StoredMedia[];
}

const MOST_FILE_BYTES = 24 * 1024 * 1024;

export function rememberedOf(store: Store, media: MediaStore): Remembered {
  return {
    version: 1,
    apps: [...store.apps.values()],
    numbers: [...store.numbers.values()],
    customers: [...store.customers.values()],
    chats: newestChats(new Set(store.chats.values())),
    tokens: [...store.tokens],
    templates: [...store.templates.values()],
    subscriptions: [...store.subscriptions],
    files: newestFiles(media.all()),
  };
}

function newestFiles(files: readonly StoredMedia[]): StoredMedia[] {
  let left = MOST_FILE_BYTES;
  const fits = ({ bytes }: StoredMedia) => bytes.length <= left && (left -= bytes.length) >= 0;
  return files.toReversed().filter(fits).toReversed();
}

/** Puts it into a store that is still empty, or holds only what is newer. */
export function recall(remembered: Remembered, store: Store, media: MediaStore): void {
  const { apps, numbers, customers, chats, tokens, templates, subscriptions, files } = remembered;
  for (const app of apps) if (!store.apps.has(app.appId)) store.apps.set(app.appId, app);
  for (const number of numbers)
    if (!store.numbers.has(number.phoneNumberId)) store.numbers.set(number.phoneNumberId, number);
  for (const customer of customers) store.customers.set(customer.id, customer);
  for (const [token, facts] of tokens) store.tokens.set(token, facts);
  for (const template of templates) store.templates.set(template.id, template);
  for (const [account, apps] of subscriptions) store.subscriptions.set(account, apps);
  for (const file of files) media.restore(file);
  for (const chat of chats) recallChat(chat, store);
}

function recallChat(chat: Chat, store: Store): void {
  delete chat.typingUntil;
  for (const id of [chat.customer, chat.waId, chat.userId])
    if (id) store.chats.set(`${chat.phoneNumberId}/${id}`, chat);
  for (const message of chat.messages) {
    if (message.direction === "heard") giveUp(message);
    store.messages.set(message.waMessageId, message);
  }
}

/** Nobody brings it any more. */
function giveUp(message: HeardMessage): void {
  const { attempt, status } = message.lastAttempt ?? { attempt: 1, status: 0 };
  if (status !== 200) message.lastAttempt = { attempt, status, error: "Meta was stopped meanwhile" };
}
