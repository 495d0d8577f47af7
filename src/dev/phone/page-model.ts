/** What the phone's server tells its page, as JSON: times are ISO 8601. */

export interface ChatKey {
  phoneNumberId: string;
  /** Digits of the phone number, or the user id of somebody who hides it. */
  customer: string;
}

export interface Business {
  phoneNumberId: string;
  name: string;
  /** As it is read: `+1 555 078 3881`. */
  number: string;
}

export interface Customer {
  /** Digits of the phone number, or the user id of somebody who hides it. */
  id: string;
  name: string;
  /** How the number is read. */
  number: string;
}

export interface Choice {
  id: string;
  title: string;
  description?: string;
}

export interface Picture {
  type: "image" | "video" | "audio" | "document" | "sticker";
  /** Of the phone's own server, or wherever the business's link leads. */
  url: string;
  mimeType?: string;
  filename?: string;
  /** A voice note, not a piece of music. */
  voice?: boolean;
}

export interface Place {
  latitude: number;
  longitude: number;
  name?: string;
  address?: string;
}

/** One message as the page draws it. Reactions are no bubbles: they stand at the bubble they belong to. */
export interface Bubble {
  id: string;
  from: "business" | "customer";
  at: string;
  /** In WhatsApp's marks: *bold*, _italic_. */
  text: string;
  /** What it is, where the text does not say it: "Photo", "Location", "Order". */
  kind?: string;
  header?: string;
  footer?: string;
  media?: Picture;
  place?: Place;
  contacts?: { name: string; phones: string[] }[];
  buttons?: Choice[];
  /** What a tap on the buttons is told as: a template's quick replies are `button`, all others `button_reply`. */
  tapKind?: "button_reply" | "button";
  list?: { opener: string; sections: { title: string; rows: Choice[] }[] };
  links?: { label: string; url: string }[];
  /** A coupon's or a one-time code to copy. */
  code?: string;
  /** One of WhatsApp's forms: what opens it, and the names that its first screen is given values for. */
  form?: { opener: string; token: string; fields: string[] };
  asksForPlace?: boolean;
  /** For a tap: which choice of which message. */
  answers?: { messageId: string; choiceId: string };
  quote?: { id: string; from: "business" | "customer"; text: string };
  reactions?: { from: "business" | "customer"; emoji: string }[];
  edited?: boolean;
  /** Its sender took it back; nothing else of it is told then. */
  deleted?: boolean;
  /** How far a customer's own message came. */
  state?: "sending" | "received" | "read" | "failed";
  problem?: DeliveryProblem;
  /** Whether the customer has seen a business's message. */
  seen?: boolean;
}

/** Why a message has not reached Recado. */
export interface DeliveryProblem {
  title: string;
  /** What to do about it. */
  advice: string;
  /** When it is tried again; null when it is not. */
  retryAt: string | null;
}

/** One HTTP exchange between Recado and its Meta, secrets struck out. */
export interface Exchange {
  id: string;
  at: string;
  /** A webhook goes to Recado, a call comes from it. */
  kind: "webhook" | "call";
  method: string;
  /** Of a call its path, of a webhook the callback's. */
  path: string;
  /** In a word or a few: "text from Lucía Fernández", "delivered", "text to +1 202 555 0114", "mark read". */
  title: string;
  /** 0 when nobody answered; missing while it is under way. */
  status?: number;
  /** Between request and answer. */
  ms?: number;
  /** Why nobody answered, Meta's error, or the fault that was played: in plain words. */
  problem?: string;
  /** Counts up when the same webhook is brought again. */
  attempt?: number;
  retryAt?: string;
  /** Whose chat it belongs to, if one's. */
  chat?: ChatKey;
  request?: unknown;
  response?: unknown;
}

/** A number of the emulated Meta with everything an organization types into Recado's settings. Inventions: they open nothing else. */
export interface NumberCard {
  name: string;
  businessAccountId: string;
  phoneNumberId: string;
  displayPhoneNumber: string;
  appId: string;
  appSecret: string;
  accessToken: string;
  /** Where its webhooks go, once it was verified. */
  callbackUrl?: string;
}
