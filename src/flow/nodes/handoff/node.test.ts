import { expect, test } from "vitest";
import { flowOf } from "../../golden/flow-of";
import { play, type Turn } from "../../golden/play";
import { lint } from "../../lint";
import { handoffNode } from "./node";

const flow = (data: Record<string, unknown>, edges: readonly string[]) =>
  flowOf(
    { t: ["trigger", { keyword: "help" }], h: ["handoff", data], m: ["message", { text: "Back: {{ handoffQueue }}" }] },
    ["t > h", ...edges],
  );
const hand = (data: Record<string, unknown>, ...turns: Turn[]) =>
  play({ definition: flow(data, ["h > m"]), script: [{ says: "help" }, ...turns] });
const codes = (data: Record<string, unknown>) =>
  handoffNode.check?.(handoffNode.data.parse(data)).map(({ code }) => code);

const DATA = {
  queue: " Sales ",
  note: "{{ contact.name }} said {{ input }}",
  message: "Somebody will help you, {{ contact.name }}.",
};

test("the customer is told, then the conversation is handed over with its queue and note", () => {
  const { moves, session } = hand(DATA);
  expect(moves[0]?.effects).toEqual([
    { kind: "send", id: "s0:1:0", nodeId: "h", message: { kind: "text", text: "Somebody will help you, Ana." } },
    { kind: "hand-off", id: "s0:1:1", nodeId: "h", queue: "Sales", note: "Ana said help" },
  ]);
  expect(session).toMatchObject({
    status: "Paused",
    waiting: { for: "person" },
    context: { handoffQueue: "Sales", handoffNote: "Ana said help" },
  });
});

test.each([
  {},
  { queue: " ", note: "{{ nobody }}", message: "{{ nobody }}" },
  { queue: null, note: null, message: null },
])("without queue, note and message it is handed to anybody: %j", (data) => {
  const { moves, session } = hand(data);
  expect(moves[0]?.effects).toEqual([{ kind: "hand-off", id: "s0:1:0", nodeId: "h", queue: null, note: null }]);
  expect(session?.context).toMatchObject({ handoffQueue: null, handoffNote: null });
});

test("handed back, the way out is taken", () => {
  expect(hand(DATA, { handsBack: true }).lines.slice(-2)).toEqual(["bot: Back: Sales", "(Completed: no-next)"]);
});

test("handed back without a way out, the session is Completed", () => {
  const { session } = play({ definition: flow(DATA, []), script: [{ says: "help" }, { handsBack: true }] });
  expect(session).toMatchObject({ status: "Completed", endReason: "no-next", currentNodeId: "h" });
});

test("people may take as long as they like", () => {
  const { session, moves } = hand(DATA, { waits: "30d" });
  expect(session?.status).toBe("Paused");
  expect(moves).toHaveLength(1);
});

test("nothing but a person ends it", () => {
  const scope = undefined as never;
  const wakes = [{ by: "time" }, { by: "timeout" }, { by: "message", message: undefined as never }] as const;
  expect(wakes.map((wake) => handoffNode.resume?.({}, scope, wake).do)).toEqual(["stay", "stay", "stay"]);
});

test("a note and a message that became too long are cut", () => {
  const long = '{% for i in (1..500) %}{{ "0123456789" }}{% endfor %}';
  const { moves } = hand({ note: long, message: long });
  expect(moves[0]?.effects).toMatchObject([
    { message: { text: expect.stringMatching(/^.{4095}…$/) as string } },
    { note: expect.stringMatching(/^.{1023}…$/) as string },
  ]);
});

test("its way out is optional: nothing is missing without an edge", () => {
  expect(lint(flow(DATA, [])).filter(({ nodeId }) => nodeId === "h")).toEqual([]);
});

test("what cannot be published is named", () => {
  expect(codes(DATA)).toEqual([]);
  expect(codes({})).toEqual([]);
  expect(codes({ queue: "x".repeat(61) })).toEqual(["too-long"]);
  expect(codes({ note: "x".repeat(1_025) })).toEqual(["too-long"]);
  expect(codes({ note: "{{ x" })).toEqual(["bad-template"]);
  expect(codes({ message: "x".repeat(4_097) })).toEqual(["too-long"]);
  expect(codes({ message: "{{ x" })).toEqual(["bad-template"]);
});
