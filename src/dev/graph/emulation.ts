import type { Courier } from "./webhook/courier";
import type { ExchangeLog } from "./exchange/exchange-log";
import type { FaultDesk } from "./faults";
import type { Later } from "./later";
import type { RateDesk } from "./rates";
import type { MediaStore } from "./media-store";
import type { Review } from "./template/review";
import type { Waiting } from "./webhook/dispatch";
import type { HiddenPhones } from "./webhook/webhook-body";
import type { SentStatus } from "./webhook/sent-status";
import type { Store } from "./store";

/** What every part of the running emulator works with. */
export interface Emulation {
  readonly store: Store;
  readonly courier: Courier;
  readonly faults: FaultDesk;
  readonly exchanges: ExchangeLog;
  readonly timers: Later;
  /** Webhooks that wait to go together, by app and address. */
  readonly batches: Map<string, Waiting[]>;
  readonly rates: RateDesk;
  readonly media: MediaStore;
  readonly review: Review;
  readonly hiddenPhones: HiddenPhones;
  /** Whether free text needs a customer who wrote within 24 h. */
  readonly window: boolean;
  /** How far the statuses of a message go by themselves. */
  readonly statusesUpTo: SentStatus | "none";
}
