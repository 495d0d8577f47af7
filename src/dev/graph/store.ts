import type { ExchangeRecord } from "./exchange/exchange-log";
import type { TokenFacts } from "./api/token";
import type { GraphTemplate } from "./template/template";
import type { CustomerAct } from "./webhook/customer-act";
import type { CustomerContent } from "./webhook/customer-content";

export interface GraphApp {
  appId: string;
  appSecret: string;
  callbackUrl?: string;
  verifyToken?: string;
}

export interface GraphNumber {
  phoneNumberId: string;
  businessAccountId: string;
  displayPhoneNumber: string;
  accessToken: string;
  appId: string;
  /** Meta's verified_name: what the customer reads above the chat. */
  name?: string;
  /** Its phone was shown to be the business's; true unless given. */
  verified?: boolean;
  /** Whether it may send; true unless given. */
  registered?: boolean;
  /** Six digits, once two-step verification is on. */
  pin?: string;
  /** The only phones that one of Meta's test numbers reaches. */
  allowedRecipients?: readonly string[];
  /** Where one app hears of it instead of at its own address. */
  overrideCallback?: { appId: string; url: string };
  quality?: "GREEN" | "YELLOW" | "RED" | "UNKNOWN";
  throughput?: "STANDARD" | "HIGH" | "NOT_APPLICABLE";
  nameStatus?: string;
  messagingLimit?: string;
  /** Whether its owner uses it in the WhatsApp Business app too. */
  isOnBizApp?: boolean;
  profile?: Record<string, unknown>;
}

export interface GraphCustomer {
  /** Digits of the phone number, or the user id. */
  readonly id: string;
  readonly name: string;
}

/** An app that hears of an account, at an address of its own or at the account's. */
export interface Subscription {
  overrideCallbackUri?: string;
}

/** How often a number was registered, or was tried to be. */
export interface PinTries {
  at: readonly number[];
  /** Wrong ones in a row. */
  wrong: number;
}

/** One emoji of each side at most stands at a message. */
export interface Reaction {
  from: "business" | "customer";
  emoji: string;
}

/** What a business sent to a customer: one accepted call is one of these. */
export interface SentMessage {
  readonly direction: "sent";
  readonly waMessageId: string;
  readonly phoneNumberId: string;
  /** Digits of the phone number; the user id where the customer hides it. */
  readonly to: string;
  readonly type: string;
  /** What the customer reads first: a text, the text above buttons, a caption. */
  readonly text: string;
  /** The request as it came. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly opaque: string | undefined;
  readonly receivedAt: Date;
  readAt?: Date;
  reactions?: readonly Reaction[];
}

/** One try to bring a webhook. */
export interface DeliveryAttempt {
  /** 1 for the first. */
  attempt: number;
  /** 0 when nobody answered. */
  status: number;
  error?: string;
  /** When Meta comes again; missing when it will not. */
  retryAt?: Date;
}

/** What a customer sent to a business. */
export interface HeardMessage {
  readonly direction: "heard";
  readonly waMessageId: string;
  readonly phoneNumberId: string;
  readonly from: string;
  /** As it was said, or as it was last edited. */
  content: CustomerContent;
  /** The message that it quotes, or whose button was touched. */
  readonly contextId?: string;
  readonly saidAt: Date;
  readAt?: Date;
  lastAttempt?: DeliveryAttempt;
  reactions?: readonly Reaction[];
  editedAt?: Date;
  deletedAt?: Date;
}

/** What a customer did to a message that was there: it has an id of its own, and no place in the chat. */
interface HeardAct {
  readonly phoneNumberId: string;
  readonly from: string;
  readonly saidAt: Date;
  readonly act: CustomerAct;
}

/** One customer and one business number. Names and user ids belong to the pair, as at Meta. */
export interface Chat {
  readonly phoneNumberId: string;
  /** Digits of the phone number, else the user id: how the rest of the emulator calls this customer. */
  readonly customer: string;
  waId?: string;
  userId?: string;
  /** The user id over several of a company's portfolios. */
  parentUserId?: string;
  name?: string;
  username?: string;
  lastHeardAt?: Date;
  typingUntil?: Date;
  readonly messages: (SentMessage | HeardMessage)[];
}

export type GraphEvent =
  | { kind: "message"; chat: Chat; message: SentMessage | HeardMessage }
  | { kind: "changed"; chat: Chat; message: SentMessage | HeardMessage }
  | { kind: "typing"; chat: Chat }
  /** A number or a customer is new. */
  | { kind: "directory" }
  /** It began or ended. */
  | { kind: "exchange"; exchange: ExchangeRecord };

/** All the emulator remembers. */
export interface Store {
  readonly apps: Map<string, GraphApp>;
  readonly numbers: Map<string, GraphNumber>;
  readonly customers: Map<string, GraphCustomer>;
  /** By wa message id, in the order in which they came. */
  readonly messages: Map<string, SentMessage | HeardMessage>;
  /** By wa message id. */
  readonly acts: Map<string, HeardAct>;
  /** Ids of messages that reached the app as raw bytes. */
  readonly overheard: Set<string>;
  /** A customer with phone and user id is found under both. */
  readonly chats: Map<string, Chat>;
  /** What is known about tokens that are not simply good. */
  readonly tokens: Map<string, TokenFacts>;
  /** By phone number id. */
  readonly pinTries: Map<string, PinTries>;
  /** By id. An account of which none is here may send any. */
  readonly templates: Map<string, GraphTemplate>;
  /** By account, then by app. Of an account that is not here its numbers' apps hear. */
  readonly subscriptions: Map<string, Map<string, Subscription>>;
  /** The code that was sent to a number, by its id. */
  readonly codes: Map<string, string>;
  readonly listeners: Set<(event: GraphEvent) => void>;
}

export function createStore(apps: readonly GraphApp[], numbers: readonly GraphNumber[]): Store {
  return {
    apps: new Map(apps.map((app) => [app.appId, { ...app }])),
    numbers: new Map(numbers.map((number) => [number.phoneNumberId, { ...number }])),
    customers: new Map(),
    messages: new Map(),
    acts: new Map(),
    overheard: new Set(),
    chats: new Map(),
    tokens: new Map(),
    pinTries: new Map(),
    templates: new Map(),
    subscriptions: new Map(),
    codes: new Map(),
    listeners: new Set(),
  };
}

export function tell(store: Store, event: GraphEvent): void {
  for (const listener of store.listeners) listener(event);
}
