import { expect, test } from "vitest";
import { flowOf } from "../../golden/flow-of";
import { play } from "../../golden/play";
import { messageNode } from "./node";

const start = ["trigger", { keyword: "go" }] as const;
const say = (data: Record<string, unknown>) =>
  play({
    definition: flowOf({ t: start, m: ["message", data], n: ["message", { text: "next" }] }, ["t > m", "m > n"]),
    script: [{ says: "go" }],
  });
const codes = (data: Record<string, unknown>) =>
  messageNode.check?.(messageNode.data.parse(data)).map(({ code }) => code);

test("a message is filled in, sent, and the flow goes on", () => {
  const { lines, moves, session } = say({ text: "Hi {{ contact.name }}", previewUrl: true });
  expect(lines).toEqual(["customer: go", "bot: Hi Ana", "bot: next", "(Completed: no-next)"]);
  expect(moves[0]?.effects[0]).toMatchObject({ nodeId: "m", message: { kind: "text", previewUrl: true } });
  expect(session?.context).toMatchObject({ lastBotMessage: "next" });
});

test("a message with nothing to say is left out", () => {
  expect(say({ text: " {{ nobody }} " }).lines).toEqual(["customer: go", "bot: next", "(Completed: no-next)"]);
});

test("a text that became too long for WhatsApp is cut", () => {
  const { moves } = say({ text: '{% for i in (1..500) %}{{ "0123456789" }}{% endfor %}' });
  expect(moves[0]?.effects[0]).toMatchObject({ message: { text: expect.stringMatching(/^.{4095}…$/) as string } });
});

test("a template that fails while it runs is told in the trace and says nothing", () => {
  const { lines, moves } = say({ text: "{% for i in (1..1000000000) %}x{% endfor %}" });
  expect(lines).toEqual(["customer: go", "bot: next", "(Completed: no-next)"]);
  expect(moves[0]?.trace[1]?.notes[0]).toMatch(/could not be filled in: memory/);
});

test("a template message is sent with its values filled in, and the flow goes on", () => {
  const { lines, moves } = say({
    useTemplate: true,
    templateName: " order_ready ",
    templateLanguage: "es_CO",
    templateParameters: [
      { component: "header", type: "image", value: "https://shop.example/{{ contact.name }}.png" },
      { component: "body", type: "text", value: "{{ contact.name }}" },
      { component: "body", type: "text", value: 12 },
      { component: "button", type: "payload", value: "{{ triggerKeyword }}", index: 1 },
    ],
  });
  expect(lines).toEqual([
    "customer: go",
    "bot: Template order_ready: https://shop.example/Ana.png · Ana · 12 · go",
    "bot: next",
    "(Completed: no-next)",
  ]);
  expect(moves[0]?.effects[0]).toMatchObject({
    message: {
      kind: "template",
      name: "order_ready",
      language: "es_CO",
      parameters: [
        { component: "header", type: "image", value: "https://shop.example/Ana.png" },
        { component: "body", type: "text", value: "Ana" },
        { component: "body", type: "text", value: "12" },
        { component: "button", type: "payload", value: "go", index: 1 },
      ],
    },
  });
});

test("parameters with names are filled in by their names", () => {
  const templateParameters = [{ name: "first_name", value: "{{ contact.name }}" }];
  expect(sent({ useTemplate: true, templateName: "hi", templateLanguage: "en", templateParameters })).toMatchObject({
    parameters: [{ component: "body", type: "text", name: "first_name", value: "Ana" }],
  });
});

const sent = (data: Record<string, unknown>) => {
  const effect = say(data).moves[0]?.effects[0];
  return effect?.kind === "send" ? effect.message : null;
};
const greeting = { templateName: "hello", templateLanguage: "en" };
const value = (given: string, type = "text") => {
  const message = sent({ useTemplate: true, ...greeting, templateParameters: [{ type, value: given }] });
  return message?.kind === "template" ? message.parameters[0]?.value : null;
};

test("a text in a template stands on one line, since Meta refuses any other", () => {
  expect(value(" Ana\n\t and   {{ contact.attributes.city }} ")).toBe("Ana and Cali");
  expect(value('{ "amount":\n 1 }', "currency")).toBe('{ "amount":\n 1 }');
});

test("a template needs no parameters, and those that say nothing else are texts of its body", () => {
  expect(sent({ useTemplate: true, ...greeting })).toMatchObject({ parameters: [] });
  expect(sent({ useTemplate: true, ...greeting, templateParameters: [{}] })).toMatchObject({
    parameters: [{ component: "body", type: "text", value: "" }],
  });
});

test.each([{}, { templateName: " ", templateLanguage: "en" }, { templateName: "hello" }])(
  "a template that is not named ends the session Errored, and nothing is sent: %j",
  (named) => {
    const { lines, session, moves } = say({ useTemplate: true, ...named });
    expect(lines).toEqual(["customer: go", "(Errored: template-missing)"]);
    expect(session).toMatchObject({ currentNodeId: "m", waiting: null });
    expect(moves[0]?.effects).toEqual([]);
  },
);

test("a text takes a template along for the time when the 24-hour window is closed", () => {
  const windowFallback = { ...greeting, templateParameters: [{ component: "body", value: "{{ contact.name }}" }] };
  expect(sent({ text: "Hi {{ contact.name }}", windowFallback })).toEqual({
    kind: "text",
    text: "Hi Ana",
    fallback: {
      kind: "template",
      name: "hello",
      language: "en",
      parameters: [{ component: "body", type: "text", value: "Ana" }],
    },
  });
});

test.each([null, {}, { templateName: "hello" }])("a fallback that is not named is left out: %j", (windowFallback) => {
  expect(sent({ text: "Hi", windowFallback })).toEqual({ kind: "text", text: "Hi" });
});

test("what cannot be published is named", () => {
  expect(codes({ text: " " })).toEqual(["missing-text"]);
  expect(codes({ text: "x".repeat(4097) })).toEqual(["too-long"]);
  expect(codes({ text: "x".repeat(4096) })).toEqual([]);
  expect(codes({ text: "{{ name" })).toEqual(["bad-template"]);
  expect(codes({ useTemplate: true })).toEqual(["missing-template"]);
  expect(codes({ useTemplate: true, templateName: "hello" })).toEqual(["missing-template"]);
  expect(codes({ useTemplate: true, ...greeting })).toEqual([]);
  expect(codes({ useTemplate: true, ...greeting, templateName: "x".repeat(513) })).toEqual(["too-long"]);
  expect(codes({ useTemplate: true, ...greeting, templateLanguage: "x".repeat(16) })).toEqual(["too-long"]);
  expect(codes({ useTemplate: true, ...greeting, templateParameters: [{ value: "{{ a" }] })).toEqual(["bad-template"]);
  expect(codes({ text: "Hi", windowFallback: greeting })).toEqual([]);
  expect(codes({ text: "Hi", windowFallback: {} })).toEqual(["missing-template"]);
});
