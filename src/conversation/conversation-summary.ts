import type { ConversationState } from "./change";

/** A conversation as the list and the head of its thread show it, at `revision`. */
export interface ConversationSummary {
  readonly id: string;
  readonly revision: number;
  readonly contact: Contact;
  /** The number of ours that the customer writes to. */
  readonly connection: { readonly id: string; readonly name: string; readonly displayPhoneNumber: string };
  readonly owner: "bot" | "person";
  /** Waiting: nobody answered, neither a flow nor a person. */
  readonly state: ConversationState;
  /** Without a name while only a live event has told of them. */
  readonly assignee: { readonly id: string; readonly name: string | null } | null;
  /** Why a flow gave it to people, while it is theirs. */
  readonly handOff: { readonly queue: string | null; readonly note: string | null } | null;
  readonly unread: number;
  readonly preview: string | null;
  readonly lastMessageAt: Date | null;
  readonly lastInboundAt: Date | null;
  /** Until when everything may be sent because they came from an ad. */
  readonly freeUntil: Date | null;
}

interface Contact {
  readonly id: string;
  readonly name: string | null;
  readonly username: string | null;
  /** Digits; null while Meta has told us a user id only. */
  readonly waId: string | null;
}

/** What a contact is called: the best of what is known. */
export const nameOf = ({ name, username, waId }: Omit<Contact, "id">): string =>
  name ?? (username && `@${username}`) ?? (waId && `+${waId}`) ?? "Unknown contact";
