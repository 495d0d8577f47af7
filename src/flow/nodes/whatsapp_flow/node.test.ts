import { expect, test } from "vitest";
import { ENV, incomingOf, said, tapped } from "../../golden/facts";
import { flowOf } from "../../golden/flow-of";
import { play, type Turn } from "../../golden/play";
import type { InboundMessage, Waiting } from "../../session";
import { whatsappFlowNode } from "./node";

const FORM = { body: "Book a table", cta: "Book", flowId: "777" };

const send = (data: Record<string, unknown>, script: readonly Turn[] = [], edges: readonly string[] = []) => {
  const nodes = {
    t: ["trigger", { keyword: "go" }],
    f: ["whatsapp_flow", { ...FORM, ...data }],
    a: ["message", { text: "thanks" }],
    z: ["message", { text: "too late" }],
  } as const;
  const definition = flowOf(nodes, ["t > f", "f > a", ...edges]);
  const { lines, moves, session } = play({ definition, script: [{ says: "go" }, ...script] });
  const effect = moves[0]?.effects[0];
  const message = effect?.kind === "send" ? effect.message : null;
  return { lines: lines.slice(1), moves, message, context: session?.context, session };
};
const codes = (data: Record<string, unknown>) =>
  whatsappFlowNode.check?.(whatsappFlowNode.data.parse({ ...FORM, ...data })).map(({ code }) => code);

const filledIn = (token: string | null, answers: unknown): Turn => ({
  sends: { type: "interactive", text: "Sent", form: { token, answers } },
});
/** As WhatsApp gives it back: the token among the fields. */
const booked = { people: 4, day: "2026-03-07", flow_token: "s0:1:0" };

test("it sends a form and waits for it", () => {
  const { lines, message, moves } = send({
    header: "{{ organization.name }}",
    body: "A table for {{ contact.name }}",
    footer: "No fee",
    mode: "draft",
    screen: "DAY",
  });
  expect(lines).toEqual(["bot: A table for Ana [form: Book]"]);
  expect(message).toEqual({
    kind: "form",
    text: "A table for Ana",
    header: "Acme",
    footer: "No fee",
    button: "Book",
    formId: "777",
    token: "s0:1:0",
    mode: "draft",
    screen: "DAY",
  });
  expect(moves[0]?.session).toMatchObject({ status: "Paused", waiting: { for: "reply", attempts: 1 } });
});

test("a form is published unless it says otherwise", () => {
  expect(send({}).message).toMatchObject({ mode: "published" });
});

test("the token is the effect's id unless the flow names one, which may be a template", () => {
  const { moves, message } = send({});
  expect(message).toMatchObject({ token: moves[0]?.effects[0]?.id });
  expect(send({ flowToken: "for {{ contact.phone }}" }).message).toMatchObject({ token: "for 573001112233" });
  expect(send({ flowToken: "{{ nobody }}" }).message).toMatchObject({ token: "s0:1:0" });
});

test("data are templates at every depth; nothing but a variable keeps its kind", () => {
  const data = {
    name: "{{ contact.name }}!",
    tags: "{{ contact.tags }}",
    count: "{{ messageCount }}",
    none: "{{ nobody }}",
    list: [{ title: "Hi {{ contact.name }}", enabled: true, price: 7 }, null],
  };
  expect(send({ screen: "DAY", data }).message).toMatchObject({
    data: {
      name: "Ana!",
      tags: ["vip"],
      count: 1,
      none: "",
      list: [{ title: "Hi Ana", enabled: true, price: 7 }, null],
    },
  });
});

test("data that nest deeper than any screen's are refused", () => {
  const nested = (depth: number): unknown => (depth === 0 ? "x" : { in: nested(depth - 1) });
  expect(whatsappFlowNode.data.safeParse({ ...FORM, data: nested(20) }).success).toBe(true);
  for (const depth of [21, 4_000]) {
    const { error } = whatsappFlowNode.data.safeParse({ ...FORM, data: nested(depth) });
    expect(error?.issues).toMatchObject([{ path: ["data"], message: "is nested more than 20 deep" }]);
  }
});

test("data with nothing in them, or without a screen to go to, are left out", () => {
  expect(send({ screen: "DAY", data: {} }).message).not.toHaveProperty("data");
  expect(send({ data: { a: 1 } }).message).not.toHaveProperty("data");
});

test("what is filled in goes to its variable without the token, and the flow goes on", () => {
  const { lines, context } = send({}, [filledIn("s0:1:0", booked)]);
  expect(lines.slice(1)).toEqual(["customer sends: interactive", "bot: thanks", "(Completed: no-next)"]);
  expect(context).toMatchObject({ flowResponse: { people: 4, day: "2026-03-07" } });
  expect(context?.["flowResponse"]).not.toHaveProperty("flow_token");
  expect(send({ assignTo: "a.b" }, [filledIn("s0:1:0", booked)]).context).toMatchObject({ a: { b: { people: 4 } } });
});

test.each([["just text"], [["a", "list"]], [null], [7]])(
  "an answer that is no object is kept as it is: %j",
  (answers) => {
    expect(send({}, [filledIn("s0:1:0", answers)]).context).toMatchObject({ flowResponse: answers });
  },
);

test("an answer reaches behind no object", () => {
  const answers: unknown = JSON.parse('{"__proto__":{"a":1},"constructor":2,"ok":{"prototype":3,"b":4}}');
  const { context } = send({}, [filledIn("s0:1:0", answers)]);
  expect(context?.["flowResponse"]).toEqual({ ok: { b: 4 } });
});

test("any other message is only noted, and the form is still waited for", () => {
  const { lines, context } = send({}, [
    { says: "what is this?" },
    filledIn("s9:1:0", { people: 2 }),
    filledIn(null, { people: 2 }),
    filledIn("s0:1:0", booked),
  ]);
  expect(lines.slice(1)).toEqual([
    "customer: what is this?",
    "(waits-for-something-else)",
    "customer sends: interactive",
    "(waits-for-something-else)",
    "customer sends: interactive",
    "(waits-for-something-else)",
    "customer sends: interactive",
    "bot: thanks",
    "(Completed: no-next)",
  ]);
  expect(context).toMatchObject({ flowResponse: { people: 4 }, messageCount: 5 });
});

const waiting = (clue: string): Waiting => ({
  ...{ for: "reply", since: ENV.now, timeoutAt: null, expiresAt: ENV.now, attempts: 1 },
  ...{ bubbles: ["s:1:0"], clue },
});
const answer = (token: string | null, answers?: string | null): InboundMessage => ({
  incoming: incomingOf({ type: "interactive", text: "Sent", form: { token, answers: {} } }),
  at: ENV.now,
  ...(answers !== undefined && { answers }),
});

test.each<[string, InboundMessage, boolean]>([
  ["the token that was sent", answer("table"), true],
  ["the token that was sent, to a message we do not know", answer("table", null), true],
  ["no token, but to the form's own bubble", answer(null, "s:1:0"), true],
  ["another token, but to the form's own bubble", answer("other", "s:1:0"), true],
  ["the same token, but to an older form", answer("table", "s:0:0"), false],
  ["another token", answer("other"), false],
  ["no token", answer(null), false],
  ["words", said("table"), false],
  ["a tap", tapped({ id: "table", title: "table" }, "s:1:0"), false],
])("with %s it is accepted or not", (_, message, isAccepted) => {
  const accepts = whatsappFlowNode.accepts?.(whatsappFlowNode.data.parse(FORM), message, waiting("table"));
  expect(accepts).toBe(isAccepted);
});

test("a time-out takes its way, or without an edge ends with no-next", () => {
  const data = { timeoutSeconds: 600 };
  const late = send(data, [{ waits: "9m" }, { says: "a moment" }, { waits: "1m" }], ["f:timeout > z"]);
  expect(late.lines.slice(-2)).toEqual(["bot: too late", "(Completed: no-next)"]);
  expect(send(data, [{ waits: "10m" }]).lines.at(-1)).toBe("(Completed: no-next)");
  expect(send({}, [{ waits: "24h" }]).lines.at(-1)).toBe("(Completed: expired)");
});

test("the time-out is a way out only where there is one", () => {
  const outputs = (data: object) => whatsappFlowNode.outputs(whatsappFlowNode.data.parse(data));
  expect(outputs({})).toEqual([null]);
  expect(outputs({ timeoutSeconds: 5 })).toEqual([null, "timeout"]);
});

test("it takes a template along for the time when the 24-hour window is closed", () => {
  const windowFallback = { templateName: "book", templateLanguage: "en" };
  expect(send({ windowFallback }).message).toMatchObject({ fallback: { kind: "template", name: "book" } });
});

test("a text that became empty or too long does not keep the form from being sent", () => {
  expect(send({ body: "{{ nobody }}" }).message).toMatchObject({ text: "…" });
  const long = '{% for i in (1..200) %}{{ "0123456789" }}{% endfor %}';
  const cut = expect.stringMatching(/^.{1023}…$/) as string;
  expect(send({ body: long }).message).toMatchObject({ text: cut });
});

test("without a form, or a place for its answer, the session ends Errored", () => {
  expect(send({ flowId: " " }).session).toMatchObject({ status: "Errored", endReason: "form-missing" });
  expect(send({ assignTo: "input" }).session).toMatchObject({ status: "Errored", endReason: "cannot-assign" });
});

test("what cannot be published is named", () => {
  expect(codes({})).toEqual([]);
  expect(codes({ body: " " })).toEqual(["missing-text"]);
  expect(codes({ body: "x".repeat(1024), cta: "x".repeat(30) })).toEqual([]);
  expect(codes({ body: "x".repeat(1025) })).toEqual(["too-long"]);
  expect(codes({ header: "x".repeat(61) })).toEqual(["too-long"]);
  expect(codes({ footer: "x".repeat(61) })).toEqual(["too-long"]);
  expect(codes({ cta: "x".repeat(31) })).toEqual(["too-long"]);
  expect(codes({ cta: "" })).toEqual(["missing-text"]);
  expect(codes({ flowId: "" })).toEqual(["missing-form"]);
  expect(codes({ flowToken: "{{ a" })).toEqual(["bad-template"]);
  expect(codes({ screen: "DAY", data: { a: ["{{ b"] } })).toEqual(["bad-template"]);
  expect(codes({ data: { a: 1 } })).toEqual(["data-not-sent"]);
  expect(codes({ assignTo: "contact.name" })).toEqual(["reserved-name"]);
  expect(codes({ windowFallback: {} })).toEqual(["missing-template"]);
});
