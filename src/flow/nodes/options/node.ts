import { z } from "zod";
import { bodyLimit, checkChoices } from "../../check-choices";
import { checkText } from "../../check-text";
import { choiceId, choicesBubble, chosenOption, labelOf, options, type Chosen } from "../../choices";
import { defineNode, type Decision, type Scope } from "../../engine/node-type";
import { checkFrame } from "../../frame";
import { checkFallback, fallbackOf, windowFallback } from "../../template-message";

const data = z.looseObject({
  text: z.string().default(""),
  header: z.string().nullish(),
  footer: z.string().nullish(),
  options,
  button: z.string().nullish(),
  maxAttempts: z.int().min(1).max(5).default(2),
  timeoutSeconds: z.number().min(1).nullish(),
  windowFallback,
});
type Data = z.infer<typeof data>;

const OTHER_WAYS: Readonly<Record<string, string>> = { "no-match": "Anything else", timeout: "No answer in time" };

export const optionsNode = defineNode({
  data,
  outputs: ({ options, timeoutSeconds }) => [
    ...options.map((_, index) => choiceId(index)),
    "no-match",
    ...(timeoutSeconds ? ["timeout"] : []),
  ],
  nameOfWay: (way, { options }) => {
    const option = options.find((_, index) => choiceId(index) === way);
    return option === undefined ? OTHER_WAYS[way] : labelOf(option);
  },
  needs: (way) => way?.startsWith("opt-") ?? false,
  bubbles: () => 1,
  silence: ({ timeoutSeconds }) => timeoutSeconds ?? 0,
  enter: (question, scope) => ask(question, scope, 1),
  accepts: ({ options }, message, waiting) => chosenOption(options, message, waiting) !== null,
  resume: (question, scope, wake) => {
    if (wake.by === "timeout") return { do: "go", way: "timeout", why: "nobody answered in time" };
    if (wake.by !== "message") return { do: "stay", why: "waits for a reply" };
    const choice = scope.waiting && chosenOption(question.options, wake.message, scope.waiting);
    return choice ? take(question, choice) : miss(question, scope);
  },
  check: ({ text, header, footer, options, button, windowFallback }) => [
    ...checkText({ field: "text", text, limit: bodyLimit(options), required: true }),
    ...checkFrame({ header, footer }),
    ...checkChoices(options, button),
    ...checkFallback(windowFallback),
  ],
});

function take({ options }: Data, { index, by }: Chosen): Decision {
  const lastSelectedOption = labelOf(options[index] ?? "");
  const set = { lastSelectedOption, lastSelectedOptionIndex: index };
  return { do: "go", way: choiceId(index), why: `option ${index + 1} by its ${by}`, set };
}

function miss(question: Data, scope: Scope): Decision {
  if (scope.leads("no-match")) return { do: "go", way: "no-match", why: "the reply is none of the options" };
  const attempts = scope.waiting?.for === "reply" ? scope.waiting.attempts : 1;
  if (attempts >= question.maxAttempts) {
    return { do: "end", reason: "no-match", why: `no option chosen in ${attempts} attempts` };
  }
  return ask(question, scope, attempts + 1);
}

function ask(question: Data, scope: Scope, attempts: number): Decision {
  const why = attempts === 1 ? "asked" : `asked again (${attempts} of ${question.maxAttempts})`;
  const { options: choices, timeoutSeconds, windowFallback } = question;
  const bubble = choicesBubble({ ...question, text: scope.render(question.text), choices }, scope);
  const say = [{ ...bubble, ...fallbackOf(windowFallback, scope) }];
  return { do: "ask", attempts, timeoutSeconds: timeoutSeconds ?? null, say, why };
}
