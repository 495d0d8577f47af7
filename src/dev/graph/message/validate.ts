import type { MetaProblem } from "../api/meta-error";
import {
  invalid,
  missing,
  optionalTextOf,
  problemUnless,
  type Problems,
  record,
  refusedParameter,
  textOf,
  trueOrFalse,
} from "./check";
import { checkContactCards } from "./contact-cards";
import { checkInteractive } from "./interactive";
import { checkMedia } from "./media-part";
import { messageId } from "./message-id";
import { checkPlace } from "./place";
import { checkReaction } from "./reaction";
import { typeOf } from "./read-body";
import { checkTemplate } from "./template-parts";

type Fields = Record<string, unknown>;

/** Limits: Meta's pages on sending, one line for each kind of message. */
const KINDS: Record<string, (content: Fields, raw: unknown) => Problems> = {
  text: ({ body, preview_url: preview }) => [
    ...(typeof body === "string" && body.length > 4096 ? [tooLongText] : textOf(body, "text['body']", 4096)),
    ...trueOrFalse(preview, "text['preview_url']"),
  ],
  interactive: checkInteractive,
  image: checkMedia("image"),
  video: checkMedia("video"),
  document: checkMedia("document"),
  audio: checkMedia("audio"),
  sticker: checkMedia("sticker"),
  location: checkPlace,
  contacts: checkContactCards,
  reaction: checkReaction,
  template: checkTemplate,
};

const tooLongText = refusedParameter("Param text['body'] must be at most 4096 characters long.");

/** The first thing Meta would refuse in a request to the messages endpoint. */
export function problemIn(body: Fields): MetaProblem | undefined {
  return [...envelope(body), ...content(body)][0];
}

function envelope(body: Fields): Problems {
  const { messaging_product: product, to, recipient, recipient_type: type } = body;
  const { biz_opaque_callback_data: opaque, recipient_identity_key_hash: hash } = body;
  return [
    ...problemUnless(product === "whatsapp", {
      code: 100,
      message: "(#100) The parameter messaging_product is required.",
      details: 'messaging_product must be "whatsapp".',
    }),
    ...problemUnless(to !== undefined || recipient !== undefined, missing("to")),
    // Meta takes a user id in `to` and drops the message in silence. Refused here, so that nobody overlooks it.
    ...problemUnless(
      to === undefined || isPhone(to),
      invalid("`to` is not a phone number; user ids go in `recipient`."),
    ),
    ...problemUnless(
      type === undefined || type === "individual",
      invalid("Only recipient_type individual is emulated."),
    ),
    ...optionalTextOf(recipient, "recipient", 256),
    ...optionalTextOf(opaque, "biz_opaque_callback_data", 512),
    ...optionalTextOf(hash, "recipient_identity_key_hash", 256),
  ];
}

function isPhone(value: unknown): boolean {
  return typeof value === "string" && /^\+?[\d\s().-]{5,24}$/.test(value);
}

function content(body: Fields): Problems {
  const type = typeOf(body);
  const check = KINDS[type];
  if (check === undefined) {
    const allowed = Object.keys(KINDS).join(", ").toUpperCase();
    return [{ code: 100, message: `(#100) Param type must be one of {${allowed}} - got "${type}".` }];
  }
  if (body[type] === undefined) return [missing(type)];
  return [...check(record(body[type]), body[type]), ...replyContext(body["context"])];
}

function replyContext(context: unknown): Problems {
  return context === undefined ? [] : messageId(record(context)["message_id"], "context['message_id']");
}
