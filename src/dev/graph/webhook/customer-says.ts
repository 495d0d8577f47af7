import { digits, openChat } from "../chat";
import type { Emulation } from "../emulation";
import type { Store } from "../store";
import { wamid } from "../wamid";
import { announce } from "./announce";
import { type CustomerAct, isAct } from "./customer-act";
import type { CustomerContent } from "./customer-content";
import { hearAct } from "./hear-act";
import { hearMessage } from "./hear-message";
import type { Ends } from "./incoming";

export type CustomerSays = (CustomerContent | CustomerAct) & {
  phoneNumberId: string;
  /** The customer's phone number; left out by those who hide it behind a user id. */
  from?: string;
  userId?: string;
  parentUserId?: string;
  name?: string;
  username?: string;
  /** The message that is quoted; taps and forms may name theirs themselves. */
  contextId?: string;
  /** When it was written; now unless given. */
  at?: Date;
};

export interface CustomerSaid {
  waMessageId: string;
  /** The webhook's first answer; 0 when nobody answered, and `error` says why. */
  status: number;
  error?: string;
}

/**
 * A customer writes, or does something to a message that is there: the chat shows it at once, and it goes to the app as a
 * signed webhook. What WhatsApp's app would not offer is refused in words.
 */
export async function customerSays(emulation: Emulation, says: CustomerSays): Promise<CustomerSaid> {
  const ends = endsOf(says, emulation.store);
  const { number, chat } = ends;
  const [id, at] = [wamid(chat.customer, "heard"), says.at ?? new Date()];
  const webhook = isAct(says)
    ? hearAct(emulation, ends, { id, act: says, at })
    : hearMessage(emulation, ends, { id, content: contentOf(says), contextId: says.contextId, at });
  emulation.rates.heard(number.phoneNumberId, Date.now());
  const { businessAccountId } = number;
  const { status, error } = await announce(emulation, { businessAccountId, number, ...webhook });
  return { waMessageId: id, status, ...(error !== undefined && { error }) };
}

function endsOf(says: CustomerSays, store: Store): Ends {
  const number = store.numbers.get(says.phoneNumberId);
  if (number === undefined || !store.apps.has(number.appId))
    throw new Error(`No number ${says.phoneNumberId} with an app is known here.`);
  const waId = says.from === undefined ? undefined : digits(says.from);
  const chat = openChat(store, { phoneNumberId: number.phoneNumberId, waId, userId: says.userId });
  for (const key of ["name", "username", "parentUserId"] as const) {
    if (says[key] !== undefined) chat[key] = says[key];
  }
  return { number, chat };
}

/** Without what is said about the speaker. */
function contentOf(says: CustomerContent): CustomerContent {
  if ("text" in says) return { text: says.text };
  if ("tap" in says) return { tap: says.tap };
  if ("form" in says) return { form: says.form };
  if ("media" in says) return { media: says.media };
  return "contacts" in says ? { contacts: says.contacts } : { location: says.location };
}
