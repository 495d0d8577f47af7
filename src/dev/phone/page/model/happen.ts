import type { Bubble, ChatKey } from "../../page-model";
import {
  chatId,
  type ChatState,
  EMPTY_CHAT,
  type Happening,
  isSame,
  MOST_EXCHANGES,
  type PageState,
} from "./page-state";

type Of<Kind> = Extract<Happening, { kind: Kind }>;

const HANDLERS: { [Kind in Happening["kind"]]: (state: PageState, event: Of<Kind>) => PageState } = {
  overview: overlook,
  fetching: (state, { chat }) => change(state, chat, { fetched: "under way", meanwhile: [] }),
  fetched,
  bubble: hear,
  typing: (state, { chat, until }) => change(state, chat, { typingUntil: until }),
  customer: (state, { customer }) => ({
    ...state,
    customers: [...state.customers.filter(({ id }) => id !== customer.id), customer],
  }),
  open,
  close: (state, { phone }) => {
    const phones = state.phones.filter((_, index) => index !== phone);
    return { ...state, phones, current: Math.min(state.current, phones.length - 1) };
  },
  current: (state, { phone }) => (state.current === phone ? state : { ...state, current: phone }),
  exchanges: (state, { exchanges }) => ({ ...state, exchanges: exchanges.slice(-MOST_EXCHANGES) }),
  exchange: (state, { exchange }) => ({
    ...state,
    exchanges: upsert(state.exchanges, exchange).slice(-MOST_EXCHANGES),
  }),
  lost: (state) => ({ ...state, away: true }),
  rejoined: (state) => {
    const stale = Object.entries(state.chats).map(([id, chat]) => [id, { ...chat, fetched: "no" }] as const);
    return { ...state, away: false, chats: Object.fromEntries(stale) };
  },
};

/** What the page shows after something has happened. */
export function happen(state: PageState, event: Happening): PageState {
  const handle = HANDLERS[event.kind] as (state: PageState, event: Happening) => PageState;
  return handle(state, event);
}

/** The phones that are open stay, unless their number or their customer is gone. */
function overlook(state: PageState, { overview: { businesses, customers, chats } }: Of<"overview">): PageState {
  const known = ({ phoneNumberId, customer }: ChatKey) =>
    businesses.some((business) => business.phoneNumberId === phoneNumberId) &&
    customers.some(({ id }) => id === customer);
  const kept = state.phones.filter(known);
  const [business] = businesses;
  const [customer] = customers;
  const first = business && customer && { phoneNumberId: business.phoneNumberId, customer: customer.id };
  const phones = kept.length > 0 || first === undefined ? kept : [first];
  const current = Math.max(0, Math.min(state.current, phones.length - 1));
  return chats.reduce<PageState>(
    (next, { last, unread, ...chat }) => change(next, chat, { last, unread: isOpen(next, chat) ? 0 : unread }),
    { ...state, businesses, customers, phones, current, away: false },
  );
}

function fetched(state: PageState, { chat, bubbles, typingUntil }: Of<"fetched">): PageState {
  const { meanwhile } = chatOf(state, chat);
  const newest = meanwhile.reduce<readonly Bubble[]>(upsert, bubbles);
  return change(state, chat, { bubbles: newest, fetched: "yes", meanwhile: [], unread: 0, typingUntil });
}

function hear(state: PageState, { chat: key, bubble }: Of<"bubble">): PageState {
  const chat = chatOf(state, key);
  const isKnown = chat.last?.id === bubble.id || chat.bubbles.some(({ id }) => id === bubble.id);
  if (isKnown)
    return change(state, key, { ...withBubble(chat, bubble), ...(chat.last?.id === bubble.id && { last: bubble }) });
  const isOlder = chat.last !== undefined && bubble.at < chat.last.at;
  const fromBusiness = bubble.from === "business";
  const counts = fromBusiness && !isOlder && !bubble.seen && !isOpen(state, key);
  return change(state, key, {
    ...withBubble(chat, bubble),
    ...(!isOlder && { last: bubble }),
    ...(counts && { unread: chat.unread + 1 }),
    // Whoever has written is done typing.
    ...(fromBusiness && { typingUntil: undefined }),
  });
}

/** Where it is kept depends on whether the chat's messages are there already. */
function withBubble({ fetched, bubbles, meanwhile }: ChatState, bubble: Bubble): Partial<ChatState> {
  if (fetched === "yes") return { bubbles: upsert(bubbles, bubble) };
  return fetched === "under way" ? { meanwhile: upsert(meanwhile, bubble) } : {};
}

function open(state: PageState, { chat, beside }: Of<"open">): PageState {
  const there = state.phones.findIndex((phone) => isSame(phone, chat));
  const next = change(state, chat, { unread: 0 });
  if (there >= 0) return { ...next, current: there };
  if (beside || state.phones.length === 0) {
    return { ...next, phones: [...state.phones, chat], current: state.phones.length };
  }
  return { ...next, phones: state.phones.with(state.current, chat) };
}

const isOpen = ({ phones }: PageState, chat: ChatKey) => phones.some((phone) => isSame(phone, chat));

const chatOf = ({ chats }: PageState, key: ChatKey): ChatState => chats[chatId(key)] ?? EMPTY_CHAT;

const change = (state: PageState, key: ChatKey, part: Partial<ChatState>): PageState =>
  put(state, key, { ...chatOf(state, key), ...part });

const put = (state: PageState, key: ChatKey, chat: ChatState): PageState => ({
  ...state,
  chats: { ...state.chats, [chatId(key)]: chat },
});

/** In its place, else at the end. */
function upsert<Item extends { id: string }>(items: readonly Item[], item: Item): readonly Item[] {
  const at = items.findLastIndex(({ id }) => id === item.id);
  return at < 0 ? [...items, item] : items.with(at, item);
}
