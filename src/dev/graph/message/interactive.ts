import {
  invalid,
  list,
  missing,
  noDuplicates,
  optionalTextOf,
  problemUnless,
  type Problems,
  record,
  text,
  textOf,
} from "./check";

type Fields = Record<string, unknown>;

/** The kinds whose limits are checked; the others pass with a known name. */
const ACTIONS: Record<string, (action: Fields) => Problems> = {
  button: buttons,
  list: listRows,
  cta_url: link,
  location_request_message: (action) =>
    problemUnless(action["name"] === "send_location", invalid("action['name'] must be send_location.")),
};
const UNCHECKED = ["flow", "product", "product_list", "catalog_message", "address_message", "request_contact_info"];

export function checkInteractive(interactive: Fields): Problems {
  const kind = text(interactive["type"]);
  const check = ACTIONS[kind];
  if (check === undefined)
    return problemUnless(UNCHECKED.includes(kind), invalid(`interactive['type'] "${kind}" is unknown.`));
  return [
    ...textOf(record(interactive["body"])["text"], "interactive['body']['text']", kind === "list" ? 4096 : 1024),
    ...header(interactive["header"], kind),
    ...optionalTextOf(footerText(interactive["footer"]), "interactive['footer']['text']", 60),
    ...(interactive["action"] === undefined
      ? [missing("interactive['action']")]
      : check(record(interactive["action"]))),
  ];
}

function footerText(footer: unknown): unknown {
  return footer === undefined ? undefined : (record(footer)["text"] ?? "");
}

function header(value: unknown, kind: string): Problems {
  if (value === undefined) return [];
  const { type, text: words } = record(value);
  if (type === "text") return textOf(words, "interactive['header']['text']", 60);
  if (kind === "list") return [invalid("Header type of a list must be text.")];
  return problemUnless(["image", "video", "document"].includes(text(type)), invalid("Header type is unknown."));
}

function buttons(action: Fields): Problems {
  const given = list(action["buttons"]).map(record);
  const replies = given.map((button) => record(button["reply"]));
  const allowed = "Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3";
  return [
    ...problemUnless(given.length >= 1 && given.length <= 3, invalid(allowed)),
    ...given.flatMap((button) => problemUnless(button["type"] === "reply", invalid("Button type must be reply."))),
    ...replies.flatMap((reply) => [
      ...textOf(reply["title"], "Button title", 20),
      ...textOf(reply["id"], "Button id", 256),
    ]),
    ...noDuplicates(
      replies.map((reply) => reply["title"]),
      "button titles",
    ),
    ...noDuplicates(
      replies.map((reply) => reply["id"]),
      "button ids",
    ),
  ];
}

function listRows(action: Fields): Problems {
  const sections = list(action["sections"]).map(record);
  const rows = sections.flatMap((section) => list(section["rows"]).map(record));
  return [
    ...textOf(action["button"], "interactive['action']['button']", 20),
    ...problemUnless(sections.length >= 1 && sections.length <= 10, invalid("Invalid sections count. Min: 1, Max: 10")),
    // One section alone may go without a title.
    ...sections.flatMap((section) =>
      (sections.length > 1 ? textOf : optionalTextOf)(section["title"], "Section title", 24),
    ),
    ...problemUnless(rows.length >= 1, invalid("Total row count must be at least 1")),
    ...problemUnless(rows.length <= 10, invalid("Total row count exceed max allowed count: 10")),
    ...rows.flatMap((row) => [
      ...textOf(row["id"], "Row id", 200),
      ...textOf(row["title"], "Row title", 24),
      ...optionalTextOf(row["description"], "Row description", 72),
    ]),
    ...noDuplicates(
      rows.map((row) => row["id"]),
      "row ids",
    ),
  ];
}

function link(action: Fields): Problems {
  const { display_text: label, url } = record(action["parameters"]);
  return [
    ...textOf(label, "interactive['action']['parameters']['display_text']", 20),
    ...problemUnless(
      /^https?:\/\/./.test(text(url)),
      invalid("interactive['action']['parameters']['url'] is not a URL."),
    ),
  ];
}
