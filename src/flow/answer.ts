import { LIMITS } from "@/conversation/message-limits";
import { chosenOption, labelOf, type Option } from "./choices";
import { mediaOf } from "./engine/inbound";
import { head } from "./fit";
import { parseDate } from "./parse-date";
import { parseEmail } from "./parse-email";
import { parseNumber } from "./parse-number";
import { parsePhone } from "./parse-phone";
import { findsPattern } from "./pattern";
import type { InboundMessage, Json, Waiting } from "./session";

export const ANSWER_KINDS = ["text", "number", "email", "phone", "date", "choice", "location", "media"] as const;

interface Question {
  readonly kind: (typeof ANSWER_KINDS)[number];
  readonly choices: readonly Option[];
  /** For texts; found anywhere in them. */
  readonly pattern?: string | null | undefined;
}

export interface Answer {
  readonly value: Json;
  /** The label of the choice, and which it is. */
  readonly chosen?: { readonly label: string; readonly index: number };
}

/** What a message answers to a question, as the value that is stored; null when it is no valid answer to it. */
export function answerOf(question: Question, message: InboundMessage, waiting: Waiting): Answer | null {
  if (question.kind === "choice") return choiceOf(question.choices, message, waiting);
  const value = valueOf(question, message, countryIn(waiting));
  return value === null ? null : { value };
}

/** The country of the customer's own number, as the question noted it. */
const countryIn = (waiting: Waiting): string | null => (waiting.for === "reply" ? (waiting.clue ?? null) : null);

function choiceOf(choices: readonly Option[], message: InboundMessage, waiting: Waiting): Answer | null {
  const index = chosenOption(choices, message, waiting)?.index;
  const option = choices[index ?? -1];
  if (index === undefined || option === undefined) return null;
  const label = labelOf(option);
  const value = typeof option === "string" ? null : option.value;
  return { value: value === null || value === undefined || value === "" ? label : value, chosen: { label, index } };
}

function valueOf({ kind, pattern }: Question, { incoming }: InboundMessage, country: string | null): Json {
  const text = wordsIn(incoming);
  switch (kind) {
    case "text":
      return text !== "" && (!pattern || findsPattern(pattern, text)) ? text : null;
    case "number":
      return parseNumber(text, country);
    case "email":
      return parseEmail(text);
    case "phone":
      return parsePhone(text, country);
    case "date":
      return parseDate(text);
    case "location":
      return incoming.location;
    case "media":
      return incoming.media && mediaOf(incoming.media);
    case "choice":
      return null;
  }
}

/** The words of a reply: a tap says its title; what a form says of itself ("Sent") is nobody's answer. */
const wordsIn = ({ form, choice, text }: InboundMessage["incoming"]): string =>
  form ? "" : head((choice?.title ?? text ?? "").trim(), LIMITS.text.body);
