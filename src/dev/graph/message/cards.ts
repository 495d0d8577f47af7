import {
  addressOf,
  invalid,
  list,
  noDuplicates,
  oneOf,
  optionalTextOf,
  problemUnless,
  type Problems,
  record,
  text,
  textOf,
} from "./check";
import { mediaInside } from "./media-part";

type Fields = Record<string, unknown>;

/** Two to ten cards of one kind: pictures with a link, or products. */
export function cards(action: Fields): Problems {
  const given = list(action["cards"]).map(record);
  const kinds = new Set(given.map((card) => card["type"]));
  return [
    ...problemUnless(given.length >= 2 && given.length <= 10, invalid("Invalid cards count. Min: 2, Max: 10")),
    ...problemUnless(kinds.size <= 1, invalid("All cards must be of the same type.")),
    ...noDuplicates(
      given.map((card) => card["card_index"]),
      "card indices",
    ),
    ...given.flatMap((card, place) => oneCard(card, `interactive['action']['cards'][${place}]`)),
  ];
}

function oneCard(card: Fields, path: string): Problems {
  const action = record(card["action"]);
  const kind = oneOf(card["type"], `${path}['type']`, ["cta_url", "product"]);
  if (kind.length > 0) return kind;
  if (card["type"] === "product") return textOf(action["product_retailer_id"], `${path} product_retailer_id`, 256);
  const { display_text: label, url } = record(action["parameters"]);
  return [
    ...cardHeader(record(card["header"]), `${path}['header']`),
    ...cardBody(record(card["body"])["text"], `${path}['body']['text']`),
    ...textOf(label, `${path} display_text`, 20),
    ...addressOf(url, `${path} url`),
  ];
}

function cardHeader(header: Fields, path: string): Problems {
  return [...oneOf(header["type"], `${path}['type']`, ["image", "video"]), ...mediaInside(header, path)];
}

function cardBody(words: unknown, path: string): Problems {
  const breaks = text(words).split("\n").length - 1;
  return [
    ...optionalTextOf(words, path, 160),
    ...problemUnless(breaks <= 2, invalid(`${path}: at most 2 line breaks.`)),
  ];
}
