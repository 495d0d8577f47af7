import { INCOMING_TYPES, type Incoming } from "@/conversation/message";
import { asId, asList, asNumber, asRecord, asText, parseJson, type Loose } from "../loose-json";
import { storable } from "./storable";

/** What a message item's payload says, in no channel's words. What is missing or odd is null; nothing fails. */
export const toIncoming = (payload: unknown): Incoming => incomingOf(asRecord(asList(asRecord(payload).messages)[0]));

/** Meta's message object, a customer's or an echo of the business's own. */
export function incomingOf(message: Loose): Incoming {
  const type = typeOf(message.type);
  const content = asRecord(message[asText(message.type) ?? ""]);
  return {
    type,
    text: textOf(type, content),
    choice: choiceOf(type, content),
    media: mediaOf(type, { ...content, voice: content.voice === true || message.type === "voice" }),
    location: type === "location" ? locationOf(content) : null,
    reaction: type === "reaction" ? reactionOf(content) : null,
    ...(content.type === "nfm_reply" && { form: formOf(replyIn(content)) }),
    // An edit or a revocation names its message in its own object. A forwarded message has a context, but no id in it.
    repliesTo: asId(asRecord(message.context).id) ?? asId(content.original_message_id),
    group: asId(message.group_id) !== null,
  };
}

const FORMER_NAMES: ReadonlyMap<unknown, Incoming["type"]> = new Map([
  ["voice", "audio"],
  ["ephemeral", "unsupported"],
]);

const typeOf = (type: unknown): Incoming["type"] =>
  INCOMING_TYPES.find((known) => known === type) ?? FORMER_NAMES.get(type) ?? "unknown";

function textOf(type: Incoming["type"], content: Loose): string | null {
  switch (type) {
    case "text":
    case "system":
      return asText(content.body);
    case "button":
    case "order":
      return asText(content.text);
    case "image":
    case "video":
    case "document":
      return asText(content.caption);
    case "interactive": {
      const reply = replyIn(content);
      return asText(reply.title) ?? asText(reply.body);
    }
    case "edit":
      return incomingOf(asRecord(content.message)).text;
    default:
      return null;
  }
}

/** `interactive` holds the reply under the name of its own type: `button_reply`, `list_reply`, `nfm_reply`. */
const replyIn = (interactive: Loose): Loose => asRecord(interactive[asText(interactive.type) ?? ""]);

function choiceOf(type: Incoming["type"], content: Loose): Incoming["choice"] {
  if (type === "button") return choice(asText(content.payload) ?? asText(content.text), content.text);
  if (type !== "interactive") return null;
  const reply = replyIn(content);
  return choice(asText(reply.id), reply.title);
}

const choice = (id: string | null, title: unknown): Incoming["choice"] =>
  id === null ? null : { id, title: asText(title) ?? id };

const MEDIA: ReadonlySet<Incoming["type"]> = new Set(["image", "video", "audio", "document", "sticker"]);

function mediaOf(type: Incoming["type"], content: Loose): Incoming["media"] {
  const id = asId(content.id);
  if (!MEDIA.has(type) || id === null) return null;
  return {
    id,
    mimeType: asText(content.mime_type),
    caption: asText(content.caption),
    filename: asText(content.filename),
    voice: content.voice === true,
  };
}

function locationOf(content: Loose): Incoming["location"] {
  const latitude = asNumber(content.latitude);
  const longitude = asNumber(content.longitude);
  if (latitude === null || longitude === null) return null;
  return { latitude, longitude, name: asText(content.name), address: asText(content.address) };
}

/** The answer is JSON inside JSON, mostly an object with the token in it; what does not parse is kept as text. */
function formOf(reply: Loose): Incoming["form"] {
  const written = asText(reply.response_json) ?? "";
  const answers = parseJson(written) ?? written;
  return { token: asText(asRecord(answers).flow_token), answers: storable(answers).json };
}

/** A reaction that was taken back comes with "" or without emoji. */
function reactionOf(content: Loose): Incoming["reaction"] {
  const to = asId(content.message_id);
  return to === null ? null : { to, emoji: asText(content.emoji) };
}
