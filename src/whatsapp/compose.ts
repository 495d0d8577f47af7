import type { Choice, Outgoing } from "@/conversation/message";
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
      return interactive("button", message, { buttons: message.choices.map(button) });
    case "list":
      return interactive("list", message, { button: message.button, sections: [{ rows: message.choices.map(row) }] });
    case "template":
      return { type: "template", template: templateOf(message) };
    case "media":
      return { type: message.mediaType, [message.mediaType]: mediaOf(message) };
    case "form":
      return interactive("flow", message, { name: "flow", parameters: formOf(message) });
  }
}

type Framed = Extract<Outgoing, { header?: string | undefined }>;

const mediaOf = ({ source, caption, filename }: Extract<Outgoing, { kind: "media" }>): Json => ({
  ...source,
  ...(caption && { caption }),
  ...(filename && { filename }),
});

/** https://developers.facebook.com/docs/whatsapp/flows/guides/sendingaflow */
const formOf = ({ button: cta, formId, token, mode, screen, data }: Extract<Outgoing, { kind: "form" }>): Json => ({
  flow_message_version: "3",
  flow_id: formId,
  flow_token: token,
  flow_cta: cta,
  mode,
  flow_action: "navigate",
  ...(screen && { flow_action_payload: { screen, ...(data && { data: data as Json }) } }),
});

const interactive = (type: string, { text, header, footer }: Framed, action: Json): MessageBody => ({
  type: "interactive",
  interactive: {
    type,
    ...(header && { header: { type: "text", text: header } }),
    body: { text },
    ...(footer && { footer: { text: footer } }),
    action,
  },
});

const button = ({ id, title }: Choice): Json => ({ type: "reply", reply: { id, title } });

const row = ({ id, title, description }: Choice): Json => ({ id, title, ...(description && { description }) });
