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

test("a template message ends the session Errored until templates can be sent, and nothing is sent", () => {
  const { lines, session, moves } = say({ useTemplate: true, templateName: "hello", templateLanguage: "en" });
  expect(lines).toEqual(["customer: go", "(Errored: template-not-supported)"]);
  expect(session).toMatchObject({ currentNodeId: "m", waiting: null });
  expect(moves[0]?.effects).toEqual([]);
});

test("what cannot be published is named", () => {
  expect(codes({ text: " " })).toEqual(["missing-text"]);
  expect(codes({ text: "x".repeat(4097) })).toEqual(["too-long"]);
  expect(codes({ text: "x".repeat(4096) })).toEqual([]);
  expect(codes({ text: "{{ name" })).toEqual(["bad-template"]);
  expect(codes({ useTemplate: true })).toEqual(["template-not-supported"]);
});
