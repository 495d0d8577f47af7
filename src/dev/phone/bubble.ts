import { list, record, text } from "../graph/message/check";
import type { Chat, DeliveryAttempt, HeardMessage, SentMessage } from "../graph/store";
import type { CustomerContent } from "../graph/webhook/customer-content";
import { deliveryProblem } from "./delivery-problem";
import type { DeliveryProblem } from "./page-model";

export interface Choice {
  id: string;
  title: string;
  description?: string;
}

/** One message as the phone's page draws it. */
export interface Bubble {
  id: string;
  from: "business" | "customer";
  at: string;
  text: string;
  /** What it is when it is no text: "Photo", "Place". */
  kind?: string;
  header?: string;
  footer?: string;
  buttons?: Choice[];
  list?: { opener: string; sections: { title: string; rows: Choice[] }[] };
  link?: { label: string; url: string };
  /** One of WhatsApp's forms: what opens it, and the names that its first screen is given values for. */
  form?: { opener: string; token: string; fields: string[] };
  /** It asks for a place. */
  asksForPlace?: boolean;
  /** For a tap: which choice of which message. */
  answers?: { messageId: string; choiceId: string };
  quote?: string;
  /** How far a customer's own message came. */
  state?: "sending" | "received" | "read" | "failed";
  problem?: DeliveryProblem;
  /** Whether the customer has seen a business's message. */
  seen?: boolean;
}

const KINDS: Record<string, string> = {
  image: "Photo",
  video: "Video",
  audio: "Audio",
  document: "Document",
  sticker: "Sticker",
  location: "Place",
  contacts: "Contact",
  reaction: "Reaction",
  template: "Template",
};

export function bubbleOf(message: SentMessage | HeardMessage, chat: Chat): Bubble {
  return message.direction === "sent" ? fromBusiness(message, chat) : fromCustomer(message, chat);
}

function fromBusiness(message: SentMessage, chat: Chat): Bubble {
  const { waMessageId, receivedAt, type, body, readAt } = message;
  const kind = KINDS[type];
  return {
    id: waMessageId,
    from: "business",
    at: receivedAt.toISOString(),
    text: message.text,
    ...(kind && { kind }),
    ...(type === "interactive" && interactiveParts(record(body["interactive"]))),
    ...quoted(text(record(body["context"])["message_id"]), chat),
    seen: readAt !== undefined,
  };
}

function interactiveParts(interactive: Record<string, unknown>): Partial<Bubble> {
  const action = record(interactive["action"]);
  const parameters = record(action["parameters"]);
  const header = text(record(interactive["header"])["text"]);
  const footer = text(record(interactive["footer"])["text"]);
  const buttons = list(action["buttons"]).map((button) => choice(record(button)["reply"]));
  return {
    ...(header && { header }),
    ...(footer && { footer }),
    ...(buttons.length > 0 && { buttons }),
    ...(interactive["type"] === "list" && { list: { opener: text(action["button"]), sections: sections(action) } }),
    ...(interactive["type"] === "flow" && { form: formOf(parameters) }),
    ...(interactive["type"] === "location_request_message" && { asksForPlace: true }),
    ...(interactive["type"] === "cta_url" && {
      link: { label: text(parameters["display_text"]), url: text(parameters["url"]) },
    }),
  };
}

function formOf(parameters: Record<string, unknown>): NonNullable<Bubble["form"]> {
  const { data } = record(parameters["flow_action_payload"]);
  const [opener, token] = [text(parameters["flow_cta"]), text(parameters["flow_token"])];
  return { opener, token, fields: Object.keys(record(data)) };
}

function sections(action: Record<string, unknown>) {
  return list(action["sections"]).map((section) => ({
    title: text(record(section)["title"]),
    rows: list(record(section)["rows"]).map(choice),
  }));
}

function choice(value: unknown): Choice {
  const { id, title, description } = record(value);
  return { id: text(id), title: text(title), ...(text(description) && { description: text(description) }) };
}

function fromCustomer({ waMessageId, saidAt, content, readAt, lastAttempt }: HeardMessage, chat: Chat): Bubble {
  const problem = deliveryProblem(lastAttempt);
  return {
    id: waMessageId,
    from: "customer",
    at: saidAt.toISOString(),
    ...saidParts(content, chat),
    state: readAt ? "read" : wayOf(lastAttempt, problem),
    ...(problem && { problem }),
  };
}

function wayOf(attempt: DeliveryAttempt | undefined, problem: DeliveryProblem | undefined) {
  if (problem) return "failed";
  return attempt === undefined ? "sending" : "received";
}

function saidParts(content: CustomerContent, chat: Chat): Pick<Bubble, "text" | "kind" | "answers" | "quote"> {
  if ("text" in content) return { text: content.text };
  if ("tap" in content) {
    const { id, title, contextId } = content.tap;
    if (contextId === undefined) return { text: title };
    return { text: title, answers: { messageId: contextId, choiceId: id }, ...quoted(contextId, chat) };
  }
  if ("form" in content) {
    const { answers, contextId } = content.form;
    const words = Object.entries(answers).map(([name, value]) => `${name}: ${value}`);
    return { text: words.join("\n"), kind: "Form", ...(contextId && quoted(contextId, chat)) };
  }
  if ("media" in content) {
    const { type, caption, filename } = content.media;
    return { text: caption ?? filename ?? "", kind: KINDS[type] ?? "File" };
  }
  if ("contacts" in content) return { text: content.contacts.map(({ name }) => name).join(", "), kind: "Contact" };
  return { text: content.location.name ?? "", kind: "Place" };
}

function quoted(messageId: string, chat: Chat): { quote?: string } {
  const quote = messageId && chat.messages.find((message) => message.waMessageId === messageId);
  if (!quote) return {};
  return { quote: quote.direction === "sent" ? quote.text : saidParts(quote.content, chat).text };
}
