import { z } from "zod";
import type { Choice, Outgoing } from "@/conversation/message";
import { LIMITS } from "@/conversation/message-limits";
import { checkText } from "../../check-text";
import { defineNode, type Decision, type Scope } from "../../engine/node-type";
import { error, type DataFinding } from "../../finding";
import { fit, head } from "../../fit";
import { normalise } from "../../normalise";
import type { InboundMessage, Waiting } from "../../session";

const option = z.union([
  z.string(),
  z.looseObject({
    label: z.string().default(""),
    description: z.string().nullish(),
    value: z.union([z.string(), z.number(), z.boolean()]).nullish(),
  }),
]);

const data = z.looseObject({
  text: z.string().default(""),
  header: z.string().nullish(),
  footer: z.string().nullish(),
  options: z.array(option).max(100).default([]),
  button: z.string().nullish(),
  maxAttempts: z.int().min(1).max(5).default(2),
  timeoutSeconds: z.number().min(1).nullish(),
});
type Data = z.infer<typeof data>;

export const optionsNode = defineNode({
  data,
  outputs: ({ options, timeoutSeconds }) => [
    ...options.map((_, index) => wayOf(index)),
    "no-match",
    ...(timeoutSeconds ? ["timeout"] : []),
  ],
  needs: (way) => way?.startsWith("opt-") ?? false,
  bubbles: 1,
  enter: (question, scope) => ask(question, scope, 1),
  accepts: (question, message, waiting) => chosen(question, message, waiting) !== null,
  resume: (question, scope, wake) => {
    if (wake.by === "timeout") return { do: "go", way: "timeout", why: "nobody answered in time" };
    if (wake.by !== "message") return { do: "stay", why: "waits for a reply" };
    const choice = scope.waiting && chosen(question, wake.message, scope.waiting);
    return choice ? take(question, choice) : miss(question, scope);
  },
  check,
});

const wayOf = (index: number): string => `opt-${index}`;

interface Chosen {
  readonly index: number;
  readonly by: "id" | "text" | "number";
}

function take({ options }: Data, { index, by }: Chosen): Decision {
  const lastSelectedOption = labelOf(options[index] ?? "");
  const set = { lastSelectedOption, lastSelectedOptionIndex: index };
  return { do: "go", way: wayOf(index), why: `option ${index + 1} by its ${by}`, set };
}

function miss(question: Data, scope: Scope): Decision {
  if (scope.leads("no-match")) return { do: "go", way: "no-match", why: "the reply is none of the options" };
  const attempts = scope.waiting?.for === "reply" ? scope.waiting.attempts : 1;
  if (attempts >= question.maxAttempts) {
    return { do: "end", reason: "no-match", why: `no option chosen in ${attempts} attempts` };
  }
  return ask(question, scope, attempts + 1);
}

/** Which option a reply means: by the id of a tap on this very question, else by its words, else by its number. */
function chosen({ options }: Data, { incoming, answers }: InboundMessage, waiting: Waiting): Chosen | null {
  const isForThis =
    answers === undefined || (answers !== null && waiting.for === "reply" && waiting.bubbles.includes(answers));
  const tapped = incoming.choice?.id;
  const said = normalise(incoming.choice?.title ?? incoming.text ?? "");
  const number = /^(\d{1,2})[.)]?$/.exec(said)?.[1];
  const guesses: readonly Chosen[] = [
    { by: "id", index: isForThis ? options.findIndex((_, index) => wayOf(index) === tapped) : -1 },
    { by: "text", index: said === "" ? -1 : options.findIndex((each) => namesOf(each).includes(said)) },
    { by: "number", index: number === undefined ? -1 : Number(number) - 1 },
  ];
  return guesses.find(({ index }) => index >= 0 && index < options.length) ?? null;
}

type Option = Data["options"][number];
const labelOf = (each: Option): string => (typeof each === "string" ? each : each.label);

/** What a person may type for an option. The title a list shows may be only the start of a long label. */
function namesOf(each: Option): readonly string[] {
  const value = typeof each === "string" ? null : each.value;
  return [labelOf(each), rowOf(each, 0).title, String(value ?? "")].map(normalise).filter((name) => name !== "");
}

function ask(question: Data, scope: Scope, attempts: number): Decision {
  const why = attempts === 1 ? "asked" : `asked again (${attempts} of ${question.maxAttempts})`;
  return {
    do: "ask",
    attempts,
    timeoutSeconds: question.timeoutSeconds ?? null,
    say: [bubbleOf(question, scope)],
    why,
  };
}

function bubbleOf(question: Data, scope: Scope): Outgoing {
  const { options } = question;
  // WhatsApp refuses an empty body, and the choices must be seen whatever became of the variables.
  const text = scope.render(question.text).trim() || "…";
  const header = fit(scope.render(question.header ?? "").trim(), LIMITS.list.header);
  const footer = fit(scope.render(question.footer ?? "").trim(), LIMITS.list.footer);
  const around = { ...(header ? { header } : {}), ...(footer ? { footer } : {}) };
  if (fitsButtons(options) && text.length <= LIMITS.buttons.body) {
    const choices = options.map((each, index) => ({ id: wayOf(index), title: labelOf(each).trim() }));
    return { kind: "buttons", text, ...around, choices };
  }
  const button = question.button?.trim() || "Options";
  return { kind: "list", text: fit(text, LIMITS.list.body), ...around, button, choices: options.map(rowOf) };
}

/** Reply buttons show a short label and nothing else. */
const fitsButtons = (options: readonly Option[]): boolean =>
  options.length <= LIMITS.buttons.choices &&
  options.every((each) => labelOf(each).trim().length <= LIMITS.buttons.title && !descriptionOf(each));

const descriptionOf = (each: Option): string => (typeof each === "string" ? "" : (each.description?.trim() ?? ""));

/** A row of a list: what of a label is too long for the title begins the description. */
function rowOf(each: Option, index: number): Choice {
  const { title: limit, description: room } = LIMITS.list;
  const label = labelOf(each).trim();
  const own = descriptionOf(each);
  const id = wayOf(index);
  if (label.length <= limit) return { id, title: label, ...(own ? { description: fit(own, room) } : {}) };
  const start = head(label, limit);
  const word = start.replace(/\s+\S*$/, "");
  const rest = (title: string) => [label.slice(title.length).trim(), own].filter((part) => part !== "").join(" · ");
  const title = rest(word).length <= room ? word : start;
  return { id, title, description: fit(rest(title), room) };
}

function check({ text, header, footer, options, button }: Data): readonly DataFinding[] {
  const asButtons = fitsButtons(options);
  return [
    ...checkText({ field: "text", text, limit: asButtons ? LIMITS.buttons.body : LIMITS.list.body, required: true }),
    ...checkText({ field: "header", text: header, limit: LIMITS.list.header }),
    ...checkText({ field: "footer", text: footer, limit: LIMITS.list.footer }),
    ...checkText({ field: "list opener", text: button, limit: LIMITS.list.button }),
    ...checkCount(options.length),
    ...options.flatMap(checkOption),
    ...checkDifferent(options),
  ];
}

function checkCount(count: number): readonly DataFinding[] {
  if (count < 2) return [error("too-few-options", "A question needs at least two options.")];
  const most = LIMITS.list.choices;
  return count > most ? [error("too-many-options", `A list has at most ${most} options; this has ${count}.`)] : [];
}

function checkOption(each: Option, index: number): readonly DataFinding[] {
  const label = labelOf(each).trim();
  if (label === "") return [error("missing-text", `Option ${index + 1} has no label.`)];
  const { title, description } = LIMITS.list;
  const rest = Math.max(0, label.length - title);
  const own = descriptionOf(each).length;
  const separator = rest > 0 && own > 0 ? " · ".length : 0;
  if (rest + separator + own <= description) return [];
  const what = own > 0 ? "with its description is" : "is";
  return [
    error("too-long", `Option ${index + 1} ${what} too long: WhatsApp shows ${title} + ${description} characters.`),
  ];
}

function checkDifferent(options: readonly Option[]): readonly DataFinding[] {
  const names = options.map((each) => normalise(labelOf(each)));
  return names.flatMap((name, index) =>
    name !== "" && names.indexOf(name) < index
      ? [error("duplicate-option", `Options ${names.indexOf(name) + 1} and ${index + 1} cannot be told apart.`)]
      : [],
  );
}
