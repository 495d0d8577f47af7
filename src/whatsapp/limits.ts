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
        ...question(message, LIMITS.buttons),
        ...distinct(
          "title",
          message.choices.map((choice) => choice.title),
        ),
      ];
    case "list":
      return [
        ...question(message, LIMITS.list),
        ...required("button", message.button, LIMITS.list.button),
        ...message.choices.flatMap((choice, index) =>
          optional(`choices[${index}].description`, choice.description, LIMITS.list.description),
        ),
      ];
    case "template":
      return beyondTemplate(message);
    case "media":
      return beyondMedia(message);
    case "form":
      return [
        ...framed(message, LIMITS.form),
        ...required("button", message.button, LIMITS.form.button),
        ...(message.formId.trim() === "" ? [{ field: "formId", why: "is empty" }] : []),
      ];
    case "link":
      return [
        ...framed(message, LIMITS.link),
        ...required("button", message.button, LIMITS.link.button),
        ...address("url", message.url),
      ];
    case "location-request":
      return required("text", message.text, LIMITS.locationRequest.body);
    case "location":
      return beyondPlace(message);
    case "contacts":
      return beyondContacts(message);
    case "reaction":
      return message.to.trim() === "" ? [{ field: "to", why: "is empty" }] : [];
  }
}

function beyondTemplate({ name, language, parameters }: Extract<Outgoing, { kind: "template" }>): MessageProblem[] {
  return [
    ...required("name", name, LIMITS.template.name),
    ...required("language", language, LIMITS.template.language),
    ...parameters.flatMap(({ type, value }, index) =>
      type === "coupon" ? required(`parameters[${index}].value`, value, LIMITS.template.coupon) : [],
    ),
  ];
}

function beyondPlace({ latitude, longitude }: Extract<Outgoing, { kind: "location" }>): MessageProblem[] {
  return [
    ...(Math.abs(latitude) <= 90 ? [] : [{ field: "latitude", why: "is not between -90 and 90" }]),
    ...(Math.abs(longitude) <= 180 ? [] : [{ field: "longitude", why: "is not between -180 and 180" }]),
  ];
}

function beyondContacts({ people }: Extract<Outgoing, { kind: "contacts" }>): MessageProblem[] {
  const { people: most } = LIMITS.contacts;
  return [
    ...(people.length === 0 ? [{ field: "people", why: "is empty" }] : []),
    ...(people.length > most ? [{ field: "people", why: `has more than ${most}` }] : []),
    ...people.flatMap(({ name }, index) =>
      name.trim() === "" ? [{ field: `people[${index}].name`, why: "is empty" }] : [],
    ),
  ];
}

function beyondMedia({
  mediaType,
  source,
  caption,
  filename,
  voice,
}: Extract<Outgoing, { kind: "media" }>): MessageProblem[] {
  const isBare = mediaType === "audio" || mediaType === "sticker";
  return [
    ...beyondSource(source),
    ...(isBare && caption ? [{ field: "caption", why: `cannot stand with ${mediaType}` }] : []),
    ...optional("caption", caption, LIMITS.media.caption),
    ...(voice && mediaType !== "audio" ? [{ field: "voice", why: "stands with audio only" }] : []),
    ...(filename && mediaType !== "document" ? [{ field: "filename", why: "stands with documents only" }] : []),
    ...optional("filename", filename, LIMITS.media.filename),
  ];
}

function beyondSource(source: Extract<Outgoing, { kind: "media" }>["source"]): MessageProblem[] {
  if ("link" in source) return address("link", source.link);
  if ("file" in source) return [{ field: "file", why: "is not uploaded yet" }];
  return source.id.trim() === "" ? [{ field: "id", why: "is empty" }] : [];
}

const address = (field: string, url: string): MessageProblem[] =>
  /^https?:\/\/./i.test(url) ? [] : [{ field, why: "is no http(s) address" }];

/** What may stand around a text with something to tap. */
function framed(
  { kind, text, header, picture, footer }: Extract<Outgoing, { footer?: string | undefined }>,
  limits: { readonly body: number; readonly header: number; readonly footer: number },
): MessageProblem[] {
  return [
    ...required("text", text, limits.body),
    ...optional("header", header, limits.header),
    ...(picture ? beyondSource(picture.source).map(({ field, why }) => ({ field: `picture.${field}`, why })) : []),
    ...(picture && header ? [{ field: "picture", why: "cannot stand with a header" }] : []),
    ...(picture && kind === "list" ? [{ field: "picture", why: "cannot stand above a list" }] : []),
    ...optional("footer", footer, limits.footer),
  ];
}

function question(
  message: Extract<Outgoing, { kind: "buttons" | "list" }>,
  limits: (typeof LIMITS)["buttons" | "list"],
): MessageProblem[] {
  const { choices } = message;
  return [
    ...framed(message, limits),
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
