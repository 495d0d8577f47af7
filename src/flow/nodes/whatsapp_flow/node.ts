import { z } from "zod";
import type { Outgoing } from "@/conversation/message";
import { LIMITS } from "@/conversation/message-limits";
import { checkTemplate, checkText } from "../../check-text";
import { checkVariable, refuseVariable, variablePath } from "../../check-variable";
import { defineNode, type Decision, type Scope } from "../../engine/node-type";
import { error, warning, type DataFinding } from "../../finding";
import { fit } from "../../fit";
import { checkFrame, frameOf } from "../../frame";
import type { InboundMessage, Json, Waiting } from "../../session";
import { checkFallback, fallbackOf, windowFallback } from "../../template-message";
import { parseJson } from "../../variable";

/** Levels of lists and objects. */
const MAX_DEPTH = 20;

const data = z.looseObject({
  header: z.string().nullish(),
  body: z.string().default(""),
  footer: z.string().nullish(),
  cta: z.string().default(""),
  flowId: z.string().default(""),
  flowToken: z.string().nullish(),
  screen: z.string().nullish(),
  data: z
    .record(z.string(), z.unknown())
    .refine((data) => !isTooDeep(data), `is nested more than ${MAX_DEPTH} deep`)
    .nullish(),
  mode: z.enum(["draft", "published"]).default("published"),
  assignTo: variablePath.default("flowResponse"),
  timeoutSeconds: z.number().min(1).nullish(),
  windowFallback,
});
type Data = z.infer<typeof data>;

/** Sends one of WhatsApp's own forms, which Meta calls flows, and waits until it is filled in. */
export const whatsappFlowNode = defineNode({
  data,
  outputs: ({ timeoutSeconds }) => [null, ...(timeoutSeconds ? ["timeout"] : [])],
  nameOfWay: (way) => (way === "timeout" ? "Not filled in in time" : undefined),
  bubbles: () => 1,
  writes: ({ assignTo }) => [assignTo],
  silence: ({ timeoutSeconds }) => timeoutSeconds ?? 0,
  isPatient: true,
  enter: (form, scope) => refuseVariable(form.assignTo) ?? send(form, scope),
  accepts: (_form, message, waiting) => isAnswer(message, waiting),
  resume: ({ assignTo }, scope, wake) => {
    if (wake.by === "timeout") return { do: "go", way: "timeout", why: "nobody filled in the form in time" };
    if (wake.by !== "message" || !scope.waiting || !isAnswer(wake.message, scope.waiting)) {
      return { do: "stay", why: "waits for the form" };
    }
    const set = { [assignTo]: answersIn(wake.message) };
    return { do: "go", way: null, set, why: "the form was filled in" };
  },
  check,
});

function send(form: Data, scope: Scope): Decision {
  const formId = form.flowId.trim();
  if (formId === "") return { do: "fail", reason: "form-missing", why: "no form is chosen" };
  const token = scope.render(form.flowToken ?? "").trim() || scope.nextEffectId();
  const bubble: Outgoing = {
    kind: "form",
    // WhatsApp refuses an empty body, and the form must be seen whatever became of the variables.
    text: fit(scope.render(form.body).trim() || "…", LIMITS.form.body),
    ...frameOf(form, scope),
    button: fit(form.cta.trim() || "Open", LIMITS.form.button),
    formId,
    token,
    mode: form.mode,
    ...firstScreen(form, scope),
    ...fallbackOf(form.windowFallback, scope),
  };
  const timeoutSeconds = form.timeoutSeconds ?? null;
  return { do: "ask", attempts: 1, timeoutSeconds, clue: token, say: [bubble], why: "sent a form" };
}

/** What the form begins with. Data goes to a screen, and Meta refuses data with nothing in them. */
function firstScreen({ screen, data }: Data, scope: Scope) {
  const name = screen?.trim();
  if (!name) return {};
  const values = Object.entries(data ?? {}).map(([key, value]) => [key, fillIn(value, scope)] as const);
  return { screen: name, ...(values.length > 0 && { data: Object.fromEntries(values) }) };
}

const VARIABLE = /^\s*\{\{\s*([\p{L}\w.-]+)\s*\}\}\s*$/u;

/** Every text is a template. One that is nothing but a variable keeps its kind: screens want lists and numbers, too. */
function fillIn(value: unknown, scope: Scope): unknown {
  if (typeof value === "string") {
    const path = VARIABLE.exec(value)?.[1];
    return path === undefined ? scope.render(value) : (scope.read(path) ?? "");
  }
  if (Array.isArray(value)) return value.map((item) => fillIn(item, scope));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fillIn(inner, scope)]));
}

/** An answer says which message it answers, or at least gives the token back that went out with the form. */
function isAnswer({ incoming, answers }: InboundMessage, waiting: Waiting): boolean {
  if (!incoming.form || waiting.for !== "reply") return false;
  // One to an older form is none, even where the flow gives every form the same token.
  if (typeof answers === "string") return waiting.bubbles.includes(answers);
  return incoming.form.token !== null && incoming.form.token === waiting.clue;
}

/** The fields of the form by their names; whatever else came back as it is. */
function answersIn({ incoming }: InboundMessage): Json {
  const answers = parseJson(JSON.stringify(incoming.form?.answers ?? null)) ?? null;
  if (typeof answers !== "object" || answers === null || Array.isArray(answers)) return answers;
  return Object.fromEntries(Object.entries(answers).filter(([name]) => name !== "flow_token"));
}

function check(form: Data): readonly DataFinding[] {
  const { body, cta, flowId, flowToken, screen, data, assignTo } = form;
  const hasData = Object.keys(data ?? {}).length > 0;
  return [
    ...checkText({ field: "text", key: "body", text: body, limit: LIMITS.form.body, required: true }),
    ...checkFrame(form),
    ...checkText({ field: "button", key: "cta", text: cta, limit: LIMITS.form.button, required: true }),
    ...(flowId.trim() === "" ? [error("missing-form", "No form is chosen.")] : []),
    ...checkTemplate("token", flowToken ?? ""),
    ...(hasData && !screen?.trim() ? [warning("data-not-sent", "Its data go to no screen: name the first one.")] : []),
    ...textsIn(data).flatMap((text) => checkTemplate("data", text)),
    ...checkVariable(assignTo),
    ...checkFallback(form.windowFallback),
  ];
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Whether the data nest deeper than any screen's: working through them would end the process's stack. */
const isTooDeep = (value: unknown, left = MAX_DEPTH): boolean =>
  typeof value === "object" &&
  value !== null &&
  (left === 0 || Object.values(value).some((inner) => isTooDeep(inner, left - 1)));
