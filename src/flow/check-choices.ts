import { LIMITS } from "@/conversation/message-limits";
import { checkText } from "./check-text";
import { descriptionOf, fitsButtons, labelOf, type Option } from "./choices";
import { error, type DataFinding } from "./finding";
import { normalise } from "./normalise";

/** How long the text above these choices may be. */
export const bodyLimit = (choices: readonly Option[]): number =>
  fitsButtons(choices) ? LIMITS.buttons.body : LIMITS.list.body;

/** Choices that WhatsApp shows in full and a customer can tell apart. */
export const checkChoices = (choices: readonly Option[], button: string | null | undefined): readonly DataFinding[] => [
  ...checkText({ field: "list opener", key: "button", text: button, limit: LIMITS.list.button }),
  ...checkCount(choices.length),
  ...choices.flatMap(checkOption),
  ...checkDifferent(choices),
];

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

function checkDifferent(choices: readonly Option[]): readonly DataFinding[] {
  const names = choices.map((each) => normalise(labelOf(each)));
  return names.flatMap((name, index) =>
    name !== "" && names.indexOf(name) < index
      ? [error("duplicate-option", `Options ${names.indexOf(name) + 1} and ${index + 1} cannot be told apart.`)]
      : [],
  );
}
