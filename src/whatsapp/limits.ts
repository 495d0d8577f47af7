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
    case "template":
      return [
        ...required("name", message.name, LIMITS.template.name),
        ...required("language", message.language, LIMITS.template.language),
      ];
    case "media":
      return beyondMedia(message);
    case "form":
      return [
        ...required("text", message.text, LIMITS.form.body),
        ...optional("header", message.header, LIMITS.form.header),
        ...optional("footer", message.footer, LIMITS.form.footer),
        ...required("button", message.button, LIMITS.form.button),
        ...(message.formId.trim() === "" ? [{ field: "formId", why: "is empty" }] : []),
      ];
  }
}

function beyondMedia({ mediaType, source, caption, filename }: Extract<Outgoing, { kind: "media" }>): MessageProblem[] {
  const isBare = mediaType === "audio" || mediaType === "sticker";
  return [
    ...("link" in source && !/^https?:\/\//i.test(source.link)
      ? [{ field: "link", why: "is no http(s) address" }]
      : []),
    ...("id" in source && source.id.trim() === "" ? [{ field: "id", why: "is empty" }] : []),
    ...(isBare && caption ? [{ field: "caption", why: `cannot stand with ${mediaType}` }] : []),
    ...optional("caption", caption, LIMITS.media.caption),
    ...(filename && mediaType !== "document" ? [{ field: "filename", why: "stands with documents only" }] : []),
    ...optional("filename", filename, LIMITS.media.filename),
  ];
}

function frame(
  message: Extract<Outgoing, { kind: "buttons" | "list" }>,
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
