import { digits } from "../chat";
import type { Emulation } from "../emulation";
import type { Chat, GraphNumber } from "../store";
import { contactsOf, phoneAs, seconds, webhookBody } from "./webhook-body";

/** Between whom it is. */
export interface Ends {
  number: GraphNumber;
  chat: Chat;
}

interface Incoming {
  id: string;
  at: Date;
  /** The message that is quoted or answered. */
  contextId?: string | undefined;
  /** `type`, and the object that is named like it. */
  part: Record<string, unknown>;
}

/** The webhook of what a customer wrote or did, in the key order of real deliveries. */
export function incomingBody(emulation: Emulation, ends: Ends, { id, at, contextId, part }: Incoming) {
  const { number, chat } = ends;
  const message = {
    ...(contextId && { context: contextOf(contextId, ends, emulation) }),
    ...phoneAs("from", chat, emulation.hiddenPhones),
    ...(chat.userId && { from_user_id: chat.userId }),
    ...(chat.parentUserId && { from_parent_user_id: chat.parentUserId }),
    id,
    timestamp: seconds(at),
    ...part,
  };
  return webhookBody(number, { contacts: contactsOf(chat, emulation.hiddenPhones), messages: [message] });
}

/** `from` wrote what is quoted; of a message that is not known here, the business. */
function contextOf(id: string, { number, chat }: Ends, { store, hiddenPhones }: Emulation) {
  const own = store.messages.get(id)?.direction === "heard";
  return { ...(own ? phoneAs("from", chat, hiddenPhones) : { from: digits(number.displayPhoneNumber) }), id };
}
