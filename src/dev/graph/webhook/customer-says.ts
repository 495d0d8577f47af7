import { announce } from "./announce";
import { addMessage, digits, openChat } from "../chat";
import { contentJson, type CustomerContent, type CustomerMedia } from "./customer-content";
import type { Emulation } from "../emulation";
import { SAMPLES } from "../media-sample";
import type { MediaStore } from "../media-store";
import { type Chat, type GraphNumber, type HeardMessage, tell } from "../store";
import { wamid } from "../wamid";
import { contactsOf, type HiddenPhones, phoneAs, seconds, webhookBody } from "./webhook-body";

export type CustomerSays = CustomerContent & {
  phoneNumberId: string;
  /** The customer's phone number; left out by those who hide it behind a user id. */
  from?: string;
  userId?: string;
  parentUserId?: string;
  name?: string;
  username?: string;
  /** When it was written; now unless given. */
  at?: Date;
};

export interface CustomerSaid {
  waMessageId: string;
  /** The webhook's first answer; 0 when nobody answered, and `error` says why. */
  status: number;
  error?: string;
}

/** A customer writes: the message stands in the chat at once and goes to the app as a signed webhook. */
export async function customerSays(emulation: Emulation, says: CustomerSays): Promise<CustomerSaid> {
  const { store } = emulation;
  const number = store.numbers.get(says.phoneNumberId);
  const app = store.apps.get(number?.appId ?? "");
  if (number === undefined || app === undefined)
    throw new Error(`No number ${says.phoneNumberId} with an app is known here.`);
  const waId = says.from === undefined ? undefined : digits(says.from);
  const chat = openChat(store, { phoneNumberId: number.phoneNumberId, waId, userId: says.userId });
  for (const key of ["name", "username", "parentUserId"] as const) {
    if (says[key] !== undefined) chat[key] = says[key];
  }
  const message: HeardMessage = {
    direction: "heard",
    waMessageId: wamid(chat.customer, "heard"),
    phoneNumberId: chat.phoneNumberId,
    from: chat.customer,
    content: contentOf(says, emulation.media),
    saidAt: says.at ?? new Date(),
  };
  addMessage(store, chat, message);
  emulation.rates.heard(number.phoneNumberId, Date.now());
  const { status, error } = await announce(emulation, {
    businessAccountId: number.businessAccountId,
    number,
    body: webhookBody(number, incoming(number, chat, { message, hidden: emulation.hiddenPhones })),
    onAttempt(attempt) {
      message.lastAttempt = attempt;
      tell(store, { kind: "changed", chat, message });
    },
  });
  return { waMessageId: message.waMessageId, status, ...(error !== undefined && { error }) };
}

/** The message that was tapped, or whose form was filled in. */
function answered(content: CustomerContent): string | undefined {
  if ("tap" in content) return content.tap.contextId;
  return "form" in content ? content.form.contextId : undefined;
}

function contentOf(says: CustomerSays, media: MediaStore): CustomerContent {
  if ("text" in says) return { text: says.text };
  if ("tap" in says) return { tap: says.tap };
  if ("form" in says) return { form: says.form };
  return "media" in says ? { media: stored(says, media) } : { location: says.location };
}

/** The file goes up before the message that names it. One that comes with an id only is nowhere. */
function stored({ phoneNumberId, media }: CustomerSays & { media: CustomerMedia }, store: MediaStore): CustomerMedia {
  const { bytes, ...named } = media;
  if (media.id !== undefined) return named;
  const sample = SAMPLES[media.type]();
  const { mimeType = sample.mimeType } = media;
  const { id, sha256 } = store.keep({ phoneNumberId, mimeType, bytes: bytes ?? sample.bytes });
  return { ...named, id, mimeType, sha256: sha256.toString("base64") };
}

function incoming(
  number: GraphNumber,
  chat: Chat,
  { message, hidden }: { message: HeardMessage; hidden: HiddenPhones },
) {
  const { content, waMessageId, saidAt } = message;
  const contextId = answered(content);
  return {
    contacts: contactsOf(chat, hidden),
    messages: [
      {
        ...(contextId && { context: { from: digits(number.displayPhoneNumber), id: contextId } }),
        ...phoneAs("from", chat, hidden),
        ...(chat.userId && { from_user_id: chat.userId }),
        ...(chat.parentUserId && { from_parent_user_id: chat.parentUserId }),
        id: waMessageId,
        timestamp: seconds(saidAt),
        ...contentJson(content),
      },
    ],
  };
}
