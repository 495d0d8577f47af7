import { z } from "zod";
import type { Choice, Outgoing } from "@/conversation/message";
import { LIMITS } from "@/conversation/message-limits";
import type { Scope } from "./engine/node-type";
import { fit, head } from "./fit";
import { frameOf } from "./frame";
import { normalise } from "./normalise";
import type { InboundMessage, Waiting } from "./session";

const option = z.union([
  z.string(),
  z.looseObject({
    label: z.string().default(""),
    description: z.string().nullish(),
    value: z.union([z.string(), z.number(), z.boolean()]).nullish(),
  }),
]);
export type Option = z.infer<typeof option>;

/** What a customer may choose from. A draft may have any number; the linter wants 2 to 10. */
export const options = z.array(option).max(100).default([]);

/** The id of a choice, and of the way out that belongs to it. */
export const choiceId = (index: number): string => `opt-${index}`;

export const labelOf = (each: Option): string => (typeof each === "string" ? each : each.label);
export const descriptionOf = (each: Option): string =>
  typeof each === "string" ? "" : (each.description?.trim() ?? "");

export interface Chosen {
  readonly index: number;
  readonly by: "id" | "text" | "number";
}

/** Which option a reply means: by the id of a tap on this very question, else by its words, else by its number. */
export function chosenOption(
  choices: readonly Option[],
  { incoming, answers }: InboundMessage,
  waiting: Waiting,
): Chosen | null {
  const isForThis =
    answers === undefined || (answers !== null && waiting.for === "reply" && waiting.bubbles.includes(answers));
  const tapped = incoming.choice?.id;
  const said = normalise(incoming.choice?.title ?? incoming.text ?? "");
  const number = /^(\d{1,2})[.)]?$/.exec(said)?.[1];
  const guesses: readonly Chosen[] = [
    { by: "id", index: isForThis ? choices.findIndex((_, index) => choiceId(index) === tapped) : -1 },
    { by: "text", index: said === "" ? -1 : choices.findIndex((each) => namesOf(each).includes(said)) },
    { by: "number", index: number === undefined ? -1 : Number(number) - 1 },
  ];
  return guesses.find(({ index }) => index >= 0 && index < choices.length) ?? null;
}

/** What a person may type for an option. The title a list shows may be only the start of a long label. */
function namesOf(each: Option): readonly string[] {
  const value = typeof each === "string" ? null : each.value;
  return [labelOf(each), rowOf(each, 0).title, String(value ?? "")].map(normalise).filter((name) => name !== "");
}

interface Question {
  /** Filled in. */
  readonly text: string;
  /** Above and below; templates, as `frameOf` takes them. */
  readonly header?: string | null | undefined;
  readonly footer?: string | null | undefined;
  /** What opens the list. */
  readonly button?: string | null | undefined;
  readonly choices: readonly Option[];
}

/** A question with its choices: buttons where they are few and short, else a list. */
export function choicesBubble(
  { text, header, footer, button, choices }: Question,
  scope: Scope,
): Extract<Outgoing, { kind: "buttons" | "list" }> {
  // WhatsApp refuses an empty body, and the choices must be seen whatever became of the variables.
  const body = text.trim() || "…";
  const around = frameOf({ header, footer }, scope);
  if (fitsButtons(choices) && body.length <= LIMITS.buttons.body) {
    const titles = choices.map((each, index) => ({ id: choiceId(index), title: labelOf(each).trim() }));
    return { kind: "buttons", text: body, ...around, choices: titles };
  }
  const opener = button?.trim() || "Options";
  return { kind: "list", text: fit(body, LIMITS.list.body), ...around, button: opener, choices: choices.map(rowOf) };
}

/** Reply buttons show a short label and nothing else. */
export const fitsButtons = (choices: readonly Option[]): boolean =>
  choices.length <= LIMITS.buttons.choices &&
  choices.every((each) => labelOf(each).trim().length <= LIMITS.buttons.title && !descriptionOf(each));

/** A row of a list: what of a label is too long for the title begins the description. */
function rowOf(each: Option, index: number): Choice {
  const { title: limit, description: room } = LIMITS.list;
  const label = labelOf(each).trim();
  const own = descriptionOf(each);
  const id = choiceId(index);
  if (label.length <= limit) return { id, title: label, ...(own ? { description: fit(own, room) } : {}) };
  const start = head(label, limit);
  const word = start.replace(/\s+\S*$/, "");
  const rest = (title: string) => [label.slice(title.length).trim(), own].filter((part) => part !== "").join(" · ");
  const title = rest(word).length <= room ? word : start;
  return { id, title, description: fit(rest(title), room) };
}
