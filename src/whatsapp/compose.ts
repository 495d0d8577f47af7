import type { Outgoing, Person } from "@/conversation/message";
import { interactiveOf } from "./compose-interactive";
import { templateOf } from "./compose-template";
import { beyondLimits, type MessageProblem } from "./limits";
import { asPhone } from "./loose-json";
import type { Json } from "./webhook/storable";

export interface Envelope {
  /** The phone wins; since July 2026 a user id alone is enough. */
  readonly to: { readonly phone: string | null; readonly userId: string | null };
  /** Comes back with every status: the id of the message's row. Meta takes up to 512 characters. */
  readonly callbackData: string;
  /** The WhatsApp id of the message that this one answers. */
  readonly repliesTo?: string | null;
}

/** A request to Meta's messages endpoint. */
export type MessageBody = Readonly<Record<string, Json>>;

export type Composed =
  | { readonly ok: true; readonly body: MessageBody }
  | { readonly ok: false; readonly problems: readonly MessageProblem[] };

/** A message in Meta's words, or everything that Meta would refuse about it. */
export function compose(message: Outgoing, { to, callbackData, repliesTo }: Envelope): Composed {
  const recipient = recipientOf(to);
  const problems = beyondLimits(message);
  if (!recipient) problems.unshift({ field: "to", why: "is neither a phone number nor a user id" });
  if (!recipient || problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    body: {
      messaging_product: "whatsapp",
      recipient_type: "individual",
      ...recipient,
      ...(repliesTo && { context: { message_id: repliesTo } }),
      ...contentOf(message),
      biz_opaque_callback_data: callbackData,
    },
  };
}

/** Without "+" Meta may put its own number's country code in front; a user id in `to` it drops in silence. */
function recipientOf({ phone, userId }: Envelope["to"]): MessageBody | null {
  const digits = asPhone(phone);
  if (digits && /^\d{5,20}$/.test(digits)) return { to: `+${digits}` };
  return userId ? { recipient: userId } : null;
}

function contentOf(message: Outgoing): MessageBody {
  switch (message.kind) {
    case "text":
      return { type: "text", text: { body: message.text, preview_url: message.previewUrl ?? false } };
    case "buttons":
    case "list":
    case "link":
    case "location-request":
    case "form":
      return { type: "interactive", interactive: interactiveOf(message) };
    case "template":
      return { type: "template", template: templateOf(message) };
    case "media":
      return { type: message.mediaType, [message.mediaType]: mediaOf(message) };
    case "location":
      return { type: "location", location: locationOf(message) };
    case "contacts":
      return { type: "contacts", contacts: message.people.map(contactOf) };
    case "reaction":
      return { type: "reaction", reaction: { message_id: message.to, emoji: message.emoji } };
  }
}

const mediaOf = ({ source, caption, filename, voice }: Extract<Outgoing, { kind: "media" }>): Json => ({
  ...source,
  ...(caption && { caption }),
  ...(filename && { filename }),
  ...(voice && { voice }),
});

const locationOf = ({ latitude, longitude, name, address }: Extract<Outgoing, { kind: "location" }>): Json => ({
  latitude,
  longitude,
  ...(name && { name }),
  ...(address && { address }),
});

/** Meta wants a second part of the name beside the whole: https://developers.facebook.com/docs/whatsapp/cloud-api/messages/contacts-messages */
const contactOf = ({ name, phones, emails, company, url }: Person): Json => ({
  name: { formatted_name: name, first_name: name },
  ...(phones.length > 0 && { phones: phones.map(({ number, label }) => ({ phone: number, ...typed(label) })) }),
  ...(emails.length > 0 && { emails: emails.map(({ address, label }) => ({ email: address, ...typed(label) })) }),
  ...(company && { org: { company } }),
  ...(url && { urls: [{ url }] }),
});

const typed = (label: string | undefined): Readonly<Record<string, Json>> => (label ? { type: label } : {});
