import type { MetaProblem } from "../api/meta-error";
import { invalid, list, missing, optionalTextOf, problemUnless, type Problems, record, textOf } from "./check";
import { checkInteractive } from "./interactive";
import { typeOf } from "./read-body";

type Fields = Record<string, unknown>;

/** Limits: Meta's pages on sending, one line for each kind of message. */
const KINDS: Record<string, (content: Fields, raw: unknown) => Problems> = {
  text: ({ body }) =>
    typeof body === "string" && body.length > 4096 ? [tooLongText] : textOf(body, "text['body']", 4096),
  interactive: checkInteractive,
  image: (media) => [...source(media), ...optionalTextOf(media["caption"], "caption", 1024)],
  video: (media) => [...source(media), ...optionalTextOf(media["caption"], "caption", 1024)],
  document: (media) => [...source(media), ...optionalTextOf(media["caption"], "caption", 1024)],
  audio: (media) => [...source(media), ...noCaption(media)],
  sticker: (media) => [...source(media), ...noCaption(media)],
  location: ({ latitude, longitude }) => [
    ...problemUnless(latitude !== undefined, missing("location['latitude']")),
    ...problemUnless(longitude !== undefined, missing("location['longitude']")),
  ],
  contacts: (_, raw) => problemUnless(list(raw).length >= 1 && list(raw).length <= 257, invalid("1 to 257 contacts.")),
  reaction: (reaction) => textOf(reaction["message_id"], "reaction['message_id']", 512),
  template: (template) => [
    ...textOf(template["name"], "template['name']", 512),
    ...textOf(record(template["language"])["code"], "template['language']['code']", 20),
  ],
};

const tooLongText: MetaProblem = {
  code: 100,
  message: "(#100) Param text['body'] must be at most 4096 characters long.",
  details: "Param text['body'] must be at most 4096 characters long.",
};

/** The first thing Meta would refuse in a request to the messages endpoint. */
export function problemIn(body: Fields): MetaProblem | undefined {
  return [...envelope(body), ...content(body)][0];
}

function envelope(body: Fields): Problems {
  const { messaging_product: product, to, recipient, recipient_type: type, biz_opaque_callback_data: opaque } = body;
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
  return context === undefined ? [] : textOf(record(context)["message_id"], "context['message_id']", 512);
}

function source({ id, link }: Fields): Problems {
  return problemUnless(Boolean(id) !== Boolean(link), invalid("Media needs either an id or a link."));
}

function noCaption({ caption }: Fields): Problems {
  return problemUnless(caption === undefined, invalid("This kind of media takes no caption."));
}
