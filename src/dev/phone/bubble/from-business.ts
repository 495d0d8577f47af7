import { list, record, text } from "../../graph/message/check";
import type { SentMessage } from "../../graph/store";
import type { Bubble } from "../page-model";
import { interactiveParts } from "./interactive";
import { pictureIn } from "./picture";
import { placeIn } from "./place";
import type { Said } from "./said";
import type { Shelf } from "./shelf";
import { templateParts } from "./template";

export function saidByBusiness({ type, body, text: words, phoneNumberId }: SentMessage, shelf: Shelf): Said {
  const content = body[type];
  switch (type) {
    case "interactive":
      return interactiveParts(record(content), shelf);
    case "template":
      return templateParts(record(content), phoneNumberId, shelf);
    case "location":
      return { text: "", kind: "Location", place: placeIn(content) };
    case "contacts":
      return { text: "", kind: "Contact", contacts: list(content).map(card) };
    default:
      return { text: words, ...pictureIn(body, shelf) };
  }
}

function card(value: unknown): NonNullable<Bubble["contacts"]>[number] {
  const { name, phones } = record(value);
  const numbers = list(phones).map((phone) => text(record(phone)["phone"]) || text(record(phone)["wa_id"]));
  return { name: text(record(name)["formatted_name"]), phones: numbers.filter((number) => number !== "") };
}
