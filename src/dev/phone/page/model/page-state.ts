import type { Bubble, Business, ChatKey, Customer, Exchange } from "../../page-model";

export interface ChatState {
  bubbles: readonly Bubble[];
  /** The newest message, known before the others are. */
  last?: Bubble;
  /** Messages of the business that nobody has seen yet. */
  unread: number;
  typingUntil?: string | undefined;
  /** Whether the messages were fetched; while they are, what is heard waits here: it may be newer than the answer. */
  fetched: "no" | "under way" | "yes";
  meanwhile: readonly Bubble[];
}

export interface PageState {
  businesses: readonly Business[];
  customers: readonly Customer[];
  /** By `chatId`. */
  chats: Readonly<Record<string, ChatState>>;
  /** The phones side by side. */
  phones: readonly ChatKey[];
  /** Which of them the desk speaks of. */
  current: number;
  exchanges: readonly Exchange[];
  /** The phone's server does not answer. */
  away: boolean;
}

export interface Overview {
  businesses: Business[];
  customers: Customer[];
  chats: (ChatKey & { last: Bubble; unread: number })[];
}

export type Happening =
  | { kind: "overview"; overview: Overview }
  | { kind: "fetching"; chat: ChatKey }
  | { kind: "fetched"; chat: ChatKey; bubbles: readonly Bubble[]; typingUntil?: string | undefined }
  | { kind: "bubble"; chat: ChatKey; bubble: Bubble }
  | { kind: "typing"; chat: ChatKey; until?: string | undefined }
  | { kind: "customer"; customer: Customer }
  /** In the current phone's place, or in a phone of its own beside it. */
  | { kind: "open"; chat: ChatKey; beside?: boolean }
  | { kind: "close"; phone: number }
  | { kind: "current"; phone: number }
  | { kind: "exchanges"; exchanges: readonly Exchange[] }
  | { kind: "exchange"; exchange: Exchange }
  /** The phone's server does not answer. */
  | { kind: "lost" }
  /** It answers again: what was fetched may have changed. */
  | { kind: "rejoined" };

export const EMPTY_CHAT: ChatState = { bubbles: [], unread: 0, fetched: "no", meanwhile: [] };

export const MOST_EXCHANGES = 300;

export const chatId = ({ phoneNumberId, customer }: ChatKey) => `${phoneNumberId}/${customer}`;

export const isSame = (one: ChatKey, other: ChatKey) => chatId(one) === chatId(other);
