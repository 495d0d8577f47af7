import { z } from "zod";
import { LIMITS } from "@/conversation/message-limits";
import { ANSWER_KINDS, answerOf, type Answer } from "../../answer";
import { bodyLimit, checkChoices } from "../../check-choices";
import { checkText } from "../../check-text";
import { checkVariable, refuseVariable, variablePath } from "../../check-variable";
import { choicesBubble, options } from "../../choices";
import { defineNode, type Decision, type Scope } from "../../engine/node-type";
import { error, type DataFinding } from "../../finding";
import { fit } from "../../fit";
import { countryOfPhone } from "../../parse-phone";
import { patternProblem } from "../../pattern";
import { checkFallback, fallbackOf, windowFallback } from "../../template-message";
import { textOf } from "../../text-of";

const data = z.looseObject({
  text: z.string().default(""),
  variable: variablePath.default(""),
  kind: z.enum(ANSWER_KINDS).default("text"),
  choices: options,
  button: z.string().nullish(),
  pattern: z.string().nullish(),
  errorText: z.string().nullish(),
  maxAttempts: z.int().min(1).max(5).default(2),
  timeoutSeconds: z.number().min(1).nullish(),
  windowFallback,
});
type Data = z.infer<typeof data>;

const OTHER_WAYS: Readonly<Record<string, string>> = { invalid: "No valid answer", timeout: "No answer in time" };

export const askNode = defineNode({
  data,
  outputs: ({ timeoutSeconds }) => [null, "invalid", ...(timeoutSeconds ? ["timeout"] : [])],
  nameOfWay: (way) => OTHER_WAYS[way],
  bubbles: () => 1,
  writes: ({ variable }) => [variable],
  silence: ({ timeoutSeconds }) => timeoutSeconds ?? 0,
  enter: (question, scope) => refuseVariable(question.variable) ?? ask(question, scope, 1),
  accepts: (question, message, waiting) => answerOf(question, message, waiting) !== null,
  resume: (question, scope, wake) => {
    if (wake.by === "timeout") return { do: "go", way: "timeout", why: "nobody answered in time" };
    if (wake.by !== "message") return { do: "stay", why: "waits for a reply" };
    const answer = scope.waiting && answerOf(question, wake.message, scope.waiting);
    return answer ? keep(question, answer) : miss(question, scope);
  },
  check,
});

function keep({ variable, kind }: Data, { value, chosen }: Answer): Decision {
  const set = {
    [variable]: value,
    ...(chosen && { lastSelectedOption: chosen.label, lastSelectedOptionIndex: chosen.index }),
  };
  return { do: "go", way: null, set, why: `a valid answer of the kind ${kind}` };
}

function miss(question: Data, scope: Scope): Decision {
  const attempts = scope.waiting?.for === "reply" ? scope.waiting.attempts : 1;
  if (attempts < question.maxAttempts) return ask(question, scope, attempts + 1);
  const why = `no valid answer in ${attempts} attempts`;
  return scope.leads("invalid") ? { do: "go", way: "invalid", why } : { do: "end", reason: "invalid", why };
}

function ask(question: Data, scope: Scope, attempts: number): Decision {
  const { kind, choices, button, maxAttempts, timeoutSeconds, windowFallback } = question;
  const text = wordingOf(question, scope, attempts);
  const bubble = kind === "choice" ? choicesBubble({ text, choices, button }, scope) : plain(text);
  return {
    do: "ask",
    attempts,
    timeoutSeconds: timeoutSeconds ?? null,
    ...noteCountry(kind, scope),
    say: [{ ...bubble, ...fallbackOf(windowFallback, scope) }],
    why: attempts === 1 ? "asked" : `asked again (${attempts} of ${maxAttempts})`,
  };
}

/** Numbers and phone numbers are written in the way of the customer's country, which their own number tells. */
function noteCountry(kind: Data["kind"], scope: Scope): { readonly clue?: string } {
  const isLocal = kind === "number" || kind === "phone";
  const country = isLocal ? countryOfPhone(textOf(scope.read("contact.phone"))) : null;
  return country === null ? {} : { clue: country };
}

// WhatsApp refuses an empty text, and a customer who is waited for should see that it is their turn.
const plain = (text: string) => ({ kind: "text", text: fit(text.trim() || "…", LIMITS.text.body) }) as const;

/** When it asks again it says what was wrong, where the flow has words for that. */
function wordingOf({ text, errorText }: Data, scope: Scope, attempts: number): string {
  const complaint = attempts > 1 ? scope.render(errorText ?? "") : "";
  return complaint.trim() === "" ? scope.render(text) : complaint;
}

function check(question: Data): readonly DataFinding[] {
  const { text, variable, kind, choices, button, pattern, errorText } = question;
  const limit = kind === "choice" ? bodyLimit(choices) : LIMITS.text.body;
  const problem = kind === "text" && pattern ? patternProblem(pattern) : null;
  return [
    ...checkText({ field: "text", text, limit, required: true }),
    ...checkText({ field: "error text", key: "errorText", text: errorText, limit }),
    ...checkVariable(variable),
    ...(problem === null ? [] : [error("bad-pattern", `The pattern "${pattern}" cannot be used: ${problem}`)]),
    ...(kind === "choice" ? checkChoices(choices, button) : []),
    ...checkFallback(question.windowFallback),
  ];
}
