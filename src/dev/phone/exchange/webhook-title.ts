import type { GraphEmulator } from "../../graph/graph-emulator";
import { list, record, text } from "../../graph/message/check";
import type { ChatKey } from "../page-model";
import { chatKey } from "./chat-key";

type Fields = Record<string, unknown>;

/** What a webhook tells, in a few words, and in which chat it happened. */
export interface Title {
  title: string;
  chat?: ChatKey;
}

/** The first thing that it tells, and how many more there are. */
export function webhookTitle(body: unknown, graph: GraphEmulator): Title {
  const changes = list(record(body)["entry"]).flatMap((entry) => list(record(entry)["changes"]).map(record));
  const told = changes.flatMap(toldIn);
  const [first] = told;
  if (first === undefined) return { title: "webhook" };
  const { words, phoneNumberId, customers } = first;
  const more = told.length > 1 ? ` and ${told.length - 1} more` : "";
  const chat = customers.map((customer) => graph.chat(phoneNumberId, customer)).find((known) => known !== undefined);
  return { title: words + more, ...(chat && { chat: chatKey(chat) }) };
}

interface Told {
  words: string;
  phoneNumberId: string;
  /** Under which ids its customer may be known. */
  customers: string[];
}

function toldIn({ field, value }: Fields): Told[] {
  const { metadata, messages, statuses, contacts, event } = record(value);
  const phoneNumberId = text(record(metadata)["phone_number_id"]);
  const told = [
    ...list(messages).map((message) => ofMessage(record(message), list(contacts).map(record))),
    ...list(statuses).map((status) => ofStatus(record(status))),
  ];
  if (told.length > 0) return told.map((one) => ({ ...one, phoneNumberId }));
  const words = [text(field).replaceAll("_", " "), text(event).toLowerCase()].filter((word) => word !== "").join(": ");
  return words === "" ? [] : [{ words, phoneNumberId, customers: [] }];
}

function ofMessage(message: Fields, contacts: readonly Fields[]): Omit<Told, "phoneNumberId"> {
  const customers = [text(message["from"]), text(message["from_user_id"])].filter((id) => id !== "");
  const contact = contacts.find(({ wa_id: phone, user_id: user }) =>
    [phone, user].some((id) => customers.includes(text(id))),
  );
  const name = text(record((contact ?? contacts[0])?.["profile"])["name"]) || (customers[0] ?? "somebody");
  return { words: `${kindOf(message)} from ${name}`, customers };
}

const KINDS: Record<string, string> = {
  button: "tap",
  button_reply: "tap",
  list_reply: "tap",
  nfm_reply: "form",
  image: "photo",
  revoke: "deletion",
  contacts: "contact",
  system: "system message",
};

function kindOf(message: Fields): string {
  const type = text(message["type"]);
  const content = record(message[type]);
  if (content["voice"] === true) return "voice note";
  const kind = type === "interactive" ? text(content["type"]) : type;
  return KINDS[kind] ?? kind;
}

function ofStatus(status: Fields): Omit<Told, "phoneNumberId"> {
  const customers = [text(status["recipient_id"]), text(status["recipient_user_id"])].filter((id) => id !== "");
  const [error] = list(status["errors"]).map(record);
  const why = error ? `: ${text(error["title"])}` : "";
  return { words: text(status["status"]) + why, customers };
}
