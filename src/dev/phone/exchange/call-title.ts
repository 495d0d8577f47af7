import { digits } from "../../graph/chat";
import type { GraphEmulator } from "../../graph/graph-emulator";
import { record, text } from "../../graph/message/check";
import { typeOf } from "../../graph/message/read-body";
import { readableNumber } from "../readable-number";
import { chatKey } from "./chat-key";
import type { Title } from "./webhook-title";

type Fields = Record<string, unknown>;

/** By method and the end of the path. */
const NAMES: Record<string, string> = {
  "GET phone_numbers": "read the numbers",
  "POST phone_numbers": "add a number",
  "POST request_code": "ask for a code",
  "POST verify_code": "verify the code",
  "GET whatsapp_business_profile": "read the profile",
  "POST whatsapp_business_profile": "change the profile",
  "GET subscribed_apps": "read subscriptions",
  "POST subscribed_apps": "subscribe",
  "DELETE subscribed_apps": "unsubscribe",
  "POST register": "register",
  "POST deregister": "deregister",
  "GET message_templates": "read templates",
  "POST message_templates": "new template",
  "DELETE message_templates": "delete a template",
  "GET debug_token": "check the token",
  "POST media": "upload a file",
  "GET attachments": "fetch a file",
};

/** What a call asks for, in a few words, and for which chat. */
export function callTitle(
  { method, url, body }: { method: string; url: string; body: unknown },
  graph: GraphEmulator,
): Title {
  const path = new URL(url, "http://graph").pathname.split("/").filter((part) => part !== "" && !/^v\d/.test(part));
  const [id = "", last = id] = [path[0], path.at(-1)];
  if (method === "POST" && last === "messages") return messageTitle(id, record(body), graph);
  return { title: NAMES[`${method} ${last}`] ?? `${method === "GET" ? "read" : "change"} ${objectAt(id, graph)}` };
}

function objectAt(id: string, graph: GraphEmulator): string {
  if (graph.numbers().some(({ phoneNumberId }) => phoneNumberId === id)) return "the number";
  return graph.file(id) ? "a file's address" : id;
}

function messageTitle(phoneNumberId: string, body: Fields, graph: GraphEmulator): Title {
  if (body["status"] !== undefined) {
    const chat = graph.chatOf(text(body["message_id"]));
    return { title: body["typing_indicator"] ? "typing" : "mark read", ...(chat && { chat: chatKey(chat) }) };
  }
  const to = body["to"] === undefined ? text(body["recipient"]) : digits(text(body["to"]));
  const chat = graph.chat(phoneNumberId, to);
  const who = /\D/.test(to) ? (chat?.name ?? to) : readableNumber(to);
  return { title: `${kindOf(body)} to ${who}`, ...(chat && { chat: chatKey(chat) }) };
}

const KINDS: Record<string, string> = { cta_url: "link", flow: "form", location_request_message: "location request" };

function kindOf(body: Fields): string {
  const type = typeOf(body);
  const content = record(body[type]);
  if (type === "template") return `template ${text(content["name"])}`;
  if (type !== "interactive") return type;
  const kind = text(content["type"]);
  return KINDS[kind] ?? (kind === "button" ? "buttons" : kind.replaceAll("_", " "));
}
