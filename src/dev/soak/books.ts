import type { Reply } from "./customers";

/** What a customer said. */
export interface Said {
  readonly organizationId: string;
  /** Digits of the phone, else the user id. */
  readonly customer: string;
  readonly waMessageId: string;
  /** Milliseconds. */
  readonly at: number;
  /** Of its file, hexadecimal. */
  readonly sha256: string | null;
  /** The bubbles that have to answer it, in order. */
  readonly replies: readonly Reply[];
}

/** What Meta accepted for a customer. */
export interface Accepted {
  readonly organizationId: string;
  readonly customer: string;
  readonly waMessageId: string;
  /** The message's own id, which was sent along. */
  readonly messageId: string | undefined;
  readonly text: string;
}

/** A row of `messages`. */
export interface Stored {
  readonly id: string;
  readonly organizationId: string;
  readonly customer: string | null;
  readonly seq: number;
  readonly direction: "inbound" | "outbound";
  readonly status: string;
  readonly content: string;
  readonly waMessageId: string | null;
  /** Why it failed: our reason, else Meta's code. */
  readonly why: string | null;
  /** What its webhook event came to, of an inbound one. */
  readonly event: string | null;
  readonly file: { readonly state: string; readonly sha256: string | null; readonly trouble: string | null } | null;
}

/** All that was said and done on both sides, each in the order in which it was. */
export interface Books {
  readonly said: readonly Said[];
  /** When Meta had the 200 for a message, by its WhatsApp id. */
  readonly acknowledged: ReadonlyMap<string, number>;
  readonly accepted: readonly Accepted[];
  /** The statuses that were acknowledged, by the message's WhatsApp id. */
  readonly reported: ReadonlyMap<string, ReadonlySet<string>>;
  readonly stored: readonly Stored[];
}
