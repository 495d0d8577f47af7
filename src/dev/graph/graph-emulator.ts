import type { CustomerChanges } from "./webhook/customer-changes";
import type { HiddenPhones } from "./webhook/webhook-body";
import type { CustomerSaid, CustomerSays } from "./webhook/customer-says";
import type { ExchangeRecord } from "./exchange/exchange-log";
import type { FaultDesk, Faults } from "./faults";
import type { TokenFacts } from "./api/token";
import type { GraphMedia, StoredMedia } from "./media-store";
import type { HandshakeResult } from "./webhook/handshake";
import type { SentStatus } from "./webhook/sent-status";
import type { Rates } from "./rates";
import type { Review, Verdict } from "./template/review";
import type { GraphTemplate } from "./template/template";
import type { StatusReport } from "./webhook/statuses";
import type { Chat, DeliveryAttempt, GraphApp, GraphCustomer, GraphEvent, GraphNumber, SentMessage } from "./store";

export interface GraphOptions {
  host?: string;
  port?: number;
  apps: readonly GraphApp[];
  numbers: readonly GraphNumber[];
  /** Whether free text needs a customer who wrote within 24 h; true unless given. */
  window?: boolean;
  /** How far the statuses of a message go by themselves; "delivered" unless given. */
  statusesUpTo?: SentStatus | "none";
  /** How fast one may be; as fast as one likes unless given. Meta's own are META_RATES. */
  rates?: Rates;
  /** What becomes of new templates; good ones are approved unless given. */
  review?: Review;
  /** How webhooks write the phone number of somebody who hides it; left out unless given. */
  hiddenPhones?: HiddenPhones;
  /** Where to remember numbers, chats, files and templates from one start to the next; nowhere unless given. */
  memoryFile?: string;
  /** Decides on faults that befall a share of the calls; by chance unless given. */
  dice?: () => number;
  /** Pauses between the tries of a webhook that was not answered with 200. */
  redeliveryGapsMs?: readonly number[];
  /** How long a webhook may take to answer. */
  webhookTimeoutMs?: number;
}

export interface SentFilter {
  phoneNumberId?: string;
  to?: string;
  type?: string;
}

export interface GraphEmulator {
  /** What META_GRAPH_URL is set to. */
  readonly url: string;
  readonly faults: Faults & Pick<FaultDesk, "waiting">;
  readonly media: GraphMedia;
  /** What a customer sent or we uploaded, by its id. */
  file(id: string): StoredMedia | undefined;
  /** Ends the server, every redelivery and every timer. */
  close(): Promise<void>;

  addApp(app: GraphApp): void;
  addNumber(number: GraphNumber): void;
  app(appId: string): Readonly<GraphApp> | undefined;
  /** Checks the callback as Meta does and uses it from then on; a callback that fails leaves the old one. */
  setCallback(appId: string, callback: { url: string; verifyToken: string }): Promise<HandshakeResult>;

  /** From now on this is so about a token; nothing makes it good again. */
  setToken(accessToken: string, facts?: TokenFacts): void;

  /** By any account that has one, only what is approved and fits can be sent; by others anything. */
  addTemplate(template: Omit<GraphTemplate, "id"> & { id?: string }): GraphTemplate;
  templates(businessAccountId: string): readonly GraphTemplate[];
  /** Approves, rejects, pauses: what a person at Meta would. */
  decideTemplate(id: string, verdict: Verdict): Promise<DeliveryAttempt>;

  /** What was sent to a number that is being verified. */
  verificationCode(phoneNumberId: string): string | undefined;

  numbers(): readonly GraphNumber[];
  /** Somebody who may write; whoever has written is known by the chat. */
  addCustomer(customer: GraphCustomer): void;
  customers(): readonly GraphCustomer[];
  chats(): readonly Chat[];
  chat(phoneNumberId: string, customer: string): Chat | undefined;
  /** What was accepted, in order of arrival. */
  sent(filter?: SentFilter): readonly SentMessage[];
  /** The chat of a message, also of one that has no place in it. */
  chatOf(waMessageId: string): Chat | undefined;
  /** The newest webhooks that were brought and calls that were answered, oldest first. */
  exchanges(): readonly ExchangeRecord[];
  /** Hears of new and changed messages, of typing, of new numbers and customers, and of exchanges, until the returned function is called. */
  watch(listener: (event: GraphEvent) => void): () => void;

  /** A new phone number or user id of somebody who wrote before. */
  customerChanges(changes: CustomerChanges): Promise<DeliveryAttempt>;
  customerSays(says: CustomerSays): Promise<CustomerSaid>;
  /** Reports a status; also for ids that were never sent, if the report says number and customer. */
  status(report: StatusReport): Promise<DeliveryAttempt>;
  /** Any webhook, signed: an object as Meta writes JSON, text and bytes as they are. For the first app unless named. */
  deliver(body: object | string | Buffer, appId?: string): Promise<DeliveryAttempt>;
}
