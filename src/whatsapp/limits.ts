import type { Choice, Outgoing } from "@/conversation/message";
import { LIMITS } from "@/conversation/message-limits";

/** A part of a message that Meta would refuse. */
export interface MessageProblem {
  readonly field: string;
  readonly why: string;
}

/** Everything about a message that goes beyond Meta's limits. */
export function beyondLimits(message: Outgoing): MessageProblem[] {
  switch (message.kind) {
    case "text":
      return required("text", message.text, LIMITS.text.body);
    case "buttons":
      return [
        ...frame(message, LIMITS.buttons),
        ...distinct(
          "title",
          message.choices.map((choice) => choice.title),
        ),
      ];
    case "list":
      return [
        ...frame(message, LIMITS.list),
        ...required("button", message.button, LIMITS.list.button),
        ...message.choices.flatMap((choice, index) =>
          optional(`choices[${index}].description`, choice.description, LIMITS.list.description),
        ),
      ];
  }
}

function frame(
  message: Exclude<Outgoing, { kind: "text" }>,
  limits: (typeof LIMITS)["buttons" | "list"],
): MessageProblem[] {
  const { text, header, footer, choices } = message;
  return [
    ...required("text", text, limits.body),
    ...optional("header", header, limits.header),
    ...optional("footer", footer, limits.footer),
    ...(choices.length === 0 ? [{ field: "choices", why: "is empty" }] : []),
    ...(choices.length > limits.choices ? [{ field: "choices", why: `has more than ${limits.choices}` }] : []),
    ...choices.flatMap((choice, index) => [
      ...required(`choices[${index}].id`, choice.id, limits.id),
      ...required(`choices[${index}].title`, choice.title, limits.title),
    ]),
    ...distinct(
      "id",
      choices.map((choice) => choice.id),
    ),
  ];
}

function distinct(key: keyof Choice, values: readonly string[]): MessageProblem[] {
  const repeated = values.findIndex((value, index) => values.indexOf(value) < index);
  return repeated === -1 ? [] : [{ field: `choices[${repeated}].${key}`, why: "is there twice" }];
}

const required = (field: string, text: string, most: number): MessageProblem[] =>
  text.trim() === "" ? [{ field, why: "is empty" }] : optional(field, text, most);

const optional = (field: string, text: string | undefined, most: number): MessageProblem[] =>
  text !== undefined && text.length > most ? [{ field, why: `is longer than ${most} characters` }] : [];
