import { record, text } from "./check";

/** What the customer reads first in a sent message; empty for a picture without a caption. */
export function shownText(body: Readonly<Record<string, unknown>>): string {
  const type = typeOf(body);
  const content = record(body[type]);
  const words = {
    text: content["body"],
    interactive: record(content["body"])["text"],
    template: content["name"],
    reaction: content["emoji"],
    location: content["name"],
  }[type];
  return text(words ?? content["caption"]);
}

/** Meta takes a message without a type for a text. */
export function typeOf(body: Readonly<Record<string, unknown>>): string {
  return text(body["type"] ?? "text");
}
