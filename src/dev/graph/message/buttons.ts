import { invalid, list, noDuplicates, problemUnless, type Problems, record, textOf } from "./check";

/** One to three reply buttons. */
export function buttons(action: Record<string, unknown>): Problems {
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
