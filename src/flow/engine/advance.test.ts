import { expect, test } from "vitest";
import { ENV, incomingOf, said, tapped } from "../golden/facts";
import { flowOf } from "../golden/flow-of";
import { play } from "../golden/play";
import { newSession, type FlowEvent, type InboundMessage, type Session } from "../session";
import { advance } from "./advance";
import { compile } from "./graph";

type FlowShape = Parameters<typeof flowOf>;

const start = (message: InboundMessage | null = said("go")): FlowEvent => ({
  kind: "start",
  id: "e1",
  triggerNodeId: "t",
  message,
});
const begin = (...flow: FlowShape) => {
  const graph = compile(flowOf(...flow));
  const go = (session: Session, event: FlowEvent, now = ENV.now) => advance(graph, session, event, { ...ENV, now });
  return { go, first: go(newSession("s"), start()) };
};
const at = (milliseconds: number) => ENV.now + milliseconds;

const T = ["trigger", { keyword: "Go" }] as const;
const Q = ["options", { text: "Which?", options: ["Red", "Blue"] }] as const;
const HI = ["message", { text: "Hi" }] as const;
const asks: FlowShape = [{ t: T, q: Q, m: HI }, ["t > q", "q:opt-0 > m"]];
const sleeps: FlowShape = [{ t: T, d: ["delay", { seconds: 60 }], m: HI }, ["t > d", "d > m"]];

test("a session is Paused, Completed or Errored between two moves, and every move increments its revision", () => {
  const { go, first } = begin(...asks);
  expect(first.session).toMatchObject({ status: "Paused", currentNodeId: "q", revision: 1, lastEventId: "e1" });
  const second = go(first.session, { kind: "message", id: "e2", message: said("red") });
  expect(second.session).toMatchObject({ status: "Completed", endReason: "no-next", revision: 2, waiting: null });
});

test("effect ids are <session>:<revision>:<n> and the question knows its bubbles", () => {
  const { first } = begin({ t: T, m: HI, q: Q }, ["t > m", "m > q"]);
  expect(first.effects.map(({ id }) => id)).toEqual(["s:1:0", "s:1:1", "s:1:2"]);
  expect(first.session.waiting).toMatchObject({ for: "reply", attempts: 1, bubbles: ["s:1:1"] });
});

test("the same event twice changes nothing", () => {
  const { go, first } = begin(...asks);
  expect(go(first.session, start())).toEqual({ session: first.session, effects: [], trace: [] });
  const again: FlowEvent = { kind: "message", id: "e2", message: said("?") };
  const asked = go(first.session, again);
  expect(go(asked.session, again)).toEqual({ session: asked.session, effects: [], trace: [] });
});

test("a session that has ended takes no event", () => {
  const { go, first } = begin({ t: T });
  expect(first.session.status).toBe("Completed");
  for (const event of [start(), { kind: "timer", timer: "expiry" }, { kind: "message", message: said("x") }] as const) {
    expect(go(first.session, { ...event, id: "e9" }).session).toBe(first.session);
  }
});

test("a session that waits is not started again", () => {
  const { go, first } = begin(...asks);
  expect(go(first.session, { ...start(), id: "e9" }).session).toBe(first.session);
});

test("a flow can start without a message", () => {
  const { go } = begin({ t: T, m: HI }, ["t > m"]);
  const { session } = go(newSession("s"), start(null));
  expect(session.context).toEqual({ triggerKeyword: "Go", lastBotMessage: "Hi", endReason: "no-next" });
});

test("a start at a node that is not there ends Errored", () => {
  const { go } = begin({ t: T });
  const { session } = go(newSession("s"), { kind: "start", id: "e1", triggerNodeId: "gone", message: null });
  expect(session).toMatchObject({ status: "Errored", endReason: "no-such-node" });
});

test("idle expiry: 24 h after the question the session is Completed as expired", () => {
  const { go, first } = begin(...asks);
  expect(first.session.waiting).toMatchObject({ for: "reply", since: ENV.now, expiresAt: at(86_400_000) });
  expect(first.effects.at(-1)).toMatchObject({ kind: "schedule", timer: "expiry", at: at(ENV.idleMs) });
  const { session, effects } = go(first.session, { kind: "timer", id: "e2", timer: "expiry" }, at(ENV.idleMs));
  expect(session).toMatchObject({ status: "Completed", endReason: "expired" });
  expect(effects).toEqual([]);
});

test("a reply written after the expiry no longer counts, one that only arrives late does", () => {
  const { go, first } = begin(...asks);
  const late = { ...said("red"), at: at(ENV.idleMs) };
  expect(go(first.session, { kind: "message", id: "e2", message: late }).session.endReason).toBe("expired");
  const delayed: FlowEvent = { kind: "message", id: "e2", message: said("red") };
  expect(go(first.session, delayed, at(2 * ENV.idleMs)).session.endReason).toBe("no-next");
});

test.each([
  ["a time", "a delay", ["delay", { seconds: 2_592_000 }], { for: "time", until: at(2_592_000_000) }],
  ["an answer of an HTTP call", "an effect", ["api", { url: "https://example.com" }], { for: "call", callId: "s:1:0" }],
  ["a person", "a person", ["handoff", {}], { for: "person" }],
] as const)("Paused: waiting for %s, since when; %s may take longer than the idle time", (...[, , node, waiting]) => {
  const { go, first } = begin({ t: T, w: node, m: HI }, ["t > w", "w > m"]);
  expect(first.session).toMatchObject({ status: "Paused", waiting: { ...waiting, since: ENV.now } });
  expect(first.effects).not.toContainEqual(expect.objectContaining({ timer: "expiry" }));
  const days = { kind: "timer", id: "e2", timer: "expiry" } as const;
  expect(go(first.session, days, at(ENV.idleMs * 2)).session.status).toBe("Paused");
});

test("a timer that rings early leaves the session waiting with its timer pending", () => {
  const { go, first } = begin(...sleeps);
  const { session, effects } = go(first.session, { kind: "timer", id: "e2", timer: "time" }, at(59_999));
  expect(session).toMatchObject({ status: "Paused", waiting: first.session.waiting, revision: 2 });
  expect(effects).toEqual([{ kind: "schedule", id: "s:2:0", timer: "time", at: at(60_000) }]);
});

test("a message that a delay does not take is remembered, and the same timer stays pending", () => {
  const { go, first } = begin(...sleeps);
  const { session, effects } = go(first.session, { kind: "message", id: "e2", message: said("well?") }, at(10_000));
  expect(session.context).toMatchObject({ input: "well?", messageCount: 2 });
  expect(session.waiting).toEqual(first.session.waiting);
  expect(effects).toEqual([{ kind: "schedule", id: "s:2:0", timer: "time", at: at(60_000) }]);
});

test("handed back, a session goes on waiting where it waited", () => {
  const { go, first } = begin(...asks);
  const { session, effects } = go(first.session, { kind: "handed-back", id: "e2" });
  expect(session).toMatchObject({ status: "Paused", currentNodeId: "q", waiting: first.session.waiting });
  expect(effects).toMatchObject([{ kind: "schedule", timer: "expiry" }]);
});

test("a question asked again has its idle time anew, and the buttons of both askings count", () => {
  const { go, first } = begin(...asks);
  const again = go(first.session, { kind: "message", id: "e2", message: said("?") }, at(1_000)).session;
  expect(again.waiting).toMatchObject({ since: at(1_000), attempts: 2, bubbles: ["s:1:0", "s:2:0"] });
});

const circle: FlowShape = [
  { t: T, a: ["assign", { key: "n", value: "1" }], g: ["goto", { targetNodeId: "a" }] },
  ["t > a", "a > g"],
];

test("guards: more than 100 nodes in a move end Errored as loop", () => {
  const { first } = begin(...circle);
  expect(first.session).toMatchObject({ status: "Errored", endReason: "loop" });
  expect(first.trace).toHaveLength(101);
});

test("guards: more than 20 messages in a move end Errored as loop, and nothing of that move is sent", () => {
  const { first } = begin({ t: T, m: HI, g: ["goto", { targetNodeId: "m" }] }, ["t > m", "m > g"]);
  expect(first.session).toMatchObject({ status: "Errored", endReason: "loop", context: {} });
  expect(first.effects).toEqual([]);
  expect(first.trace.flatMap(({ effects }) => effects)).toEqual([]);
});

test.each([
  ["20 messages and 100 nodes are allowed", 20, "no-next"],
  ["a 21st message is one too many", 21, "loop"],
])("guards: %s", (_, messages, reason) => {
  const ids = Array.from({ length: 99 }, (_, index) => `n${index}`);
  const nodes = Object.fromEntries(ids.map((id, index) => [id, index < messages ? HI : (["trigger", {}] as const)]));
  const edges = ids.map((id, index) => `${ids[index - 1] ?? "t"} > ${id}`);
  const { first } = begin({ t: T, ...nodes }, edges);
  expect(first.session.endReason).toBe(reason);
  expect(first.effects).toHaveLength(reason === "loop" ? 0 : messages);
});

test("a context over 64 KiB ends Errored, and the old one is kept", () => {
  const fill = ["assign", { key: "a", value: '{% for i in (1..700) %}{{ "0123456789" }}{% endfor %}' }] as const;
  const grow = Object.fromEntries(
    Array.from({ length: 11 }, (_, index) => [`n${index}`, ["assign", { ...fill[1], key: `k${index}` }] as const]),
  );
  const edges = Object.keys(grow).map((id, index) => `${index === 0 ? "q:opt-0" : `n${index - 1}`} > ${id}`);
  const { go, first } = begin({ t: T, q: Q, ...grow }, ["t > q", ...edges]);
  const { session } = go(first.session, { kind: "message", id: "e2", message: said("red") });
  expect(session).toMatchObject({ status: "Errored", endReason: "context-too-large", context: first.session.context });
});

test("a value that doubles itself is stopped before it fills the memory", () => {
  const ids = Array.from({ length: 90 }, (_, index) => `n${index}`);
  const double = ["assign", { key: "x", expression: "(x, x)" }] as const;
  const edges = ids.map((id, index) => `${ids[index - 1] ?? "t"} > ${id}`);
  const began = performance.now();
  const { first } = begin({ t: T, ...Object.fromEntries(ids.map((id) => [id, double])) }, edges);
  expect(first.session.endReason).toBe("context-too-large");
  expect(performance.now() - began).toBeLessThan(1_000);
});

test("the engine sets what a message was", () => {
  const { go } = begin(...asks);
  const media = { id: "m1", mimeType: "image/jpeg", caption: "look", filename: null, voice: false };
  const image = { incoming: incomingOf({ type: "image", text: "look", media }), at: ENV.now };
  const shown = go(newSession("s"), start(image)).session;
  expect(shown.context).toMatchObject({
    input: "look",
    lastUserMessage: "look",
    lastInboundAt: "2026-03-02T10:00:00-05:00",
    lastInboundType: "image",
    lastMedia: { id: "m1", mimeType: "image/jpeg", caption: "look", filename: null },
    triggerMessage: "look",
    triggerKeyword: "Go",
    messageCount: 1,
    inputHistory: [{ text: "look", at: "2026-03-02T10:00:00-05:00" }],
    lastBotMessage: "Which?",
  });
  const tap = go(shown, { kind: "message", id: "e2", message: tapped({ id: "opt-1", title: "Blue" }) }).session;
  expect(tap.context).toMatchObject({
    input: "Blue",
    lastInteractiveId: "opt-1",
    lastInteractiveTitle: "Blue",
    lastSelectedOption: "Blue",
    lastSelectedOptionIndex: 1,
    messageCount: 2,
    endReason: "no-next",
    triggerMessage: "look",
  });
});

test("a location is remembered", () => {
  const { go } = begin(...asks);
  const location = { latitude: 4.6, longitude: -74.1, name: null, address: null };
  const { session } = go(newSession("s"), start({ incoming: incomingOf({ type: "location", location }), at: ENV.now }));
  expect(session.context).toMatchObject({ input: "", lastLocation: location });
});

test("inputHistory keeps the last 50, fewer of long ones, and never fills the context by itself", () => {
  const { go, first } = begin(...sleeps);
  let session = first.session;
  const hear = (text: string, id: string) => {
    session = go(session, { kind: "message", id, message: said(text) }).session;
  };
  for (let index = 0; index < 60; index += 1) hear(`message ${index}`, `a${index}`);
  expect(session.context["inputHistory"]).toHaveLength(50);
  expect(session.context["inputHistory"]).toMatchObject({ 0: { text: "message 10" }, 49: { text: "message 59" } });
  for (let index = 0; index < 60; index += 1) hear("x".repeat(5_000), `b${index}`);
  expect(session.status).toBe("Paused");
  expect(session.context["inputHistory"]).toHaveLength(2);
});

test("the trace says for each step: node, why this way, variables read and written, effect ids, time", () => {
  const text = "{{ contact.name }}: {{ n }}";
  const { first } = begin(
    { t: T, a: ["assign", { key: "n", expression: "length(input)" }], m: ["message", { text }] },
    ["t > a", "a > m"],
  );
  expect(first.trace.slice(1)).toEqual([
    { nodeId: "a", at: ENV.now, why: "assigned", way: null, reads: ["input"], writes: ["n"], effects: [], notes: [] },
    {
      ...{ nodeId: "m", at: ENV.now, why: "said", way: null, reads: ["contact.name", "n"] },
      ...{ writes: ["lastBotMessage"], effects: ["s:1:0"], notes: [] },
    },
  ]);
  expect(first.trace[0]?.writes).toContain("triggerMessage");
});

test("templates and expressions see the world, and secrets are not in it", () => {
  const text =
    "{{ organization.name }} {{ flow.name }} {{ contact.phone }} {{ contact.tags }} {{ now }} [{{ secrets.key }}]";
  const { first } = begin({ t: T, m: ["message", { text }] }, ["t > m"]);
  expect(first.effects[0]).toMatchObject({
    message: { text: 'Acme Golden 573001112233 ["vip"] 2026-03-02T10:00:00-05:00 []' },
  });
});

test("what one node writes the next one reads, by its name and under context", () => {
  const twice = ["assign", { key: "n.m", value: "{{ n.m }}x{{ context.n.m }}" }] as const;
  const { first } = begin({ t: T, a: twice, b: twice, m: ["message", { text: "{{ context.n.m }}" }] }, [
    "t > a",
    "a > b",
    "b > m",
  ]);
  expect(first.effects[0]).toMatchObject({ message: { text: "xxx" } });
});

test("the whole context can be kept in a variable, as it was then", () => {
  const nodes = {
    t: T,
    a: ["assign", { key: "n", value: "1" }],
    b: ["assign", { key: "then", expression: "context" }],
    c: ["assign", { key: "n", value: "2" }],
    m: ["message", { text: "{{ then.n }} {{ context.n }} {{ n }} [{{ then.then }}]" }],
  } as const;
  const { first } = begin(nodes, ["t > a", "a > b", "b > c", "c > m"]);
  expect(first.effects[0]).toMatchObject({ message: { text: "1 2 2 []" } });
});

test("a node that an older release published and this one cannot run is not there", () => {
  const definition = flowOf({ t: T, m: HI }, ["t > m"]);
  const nodes = definition.nodes.map((node) => (node.id === "m" ? { ...node, type: "gone" as "message" } : node));
  const { session } = advance(compile({ ...definition, nodes }), newSession("s"), start(), ENV);
  expect(session).toMatchObject({ status: "Errored", endReason: "no-such-node" });
});

test("a move that asks for more than half a second of patterns ends Errored, and says nothing", () => {
  const rule = (_: unknown, index: number) => ({
    left: "{{ input }}",
    op: "matches",
    right: `(.?){200}[a][${String.fromCharCode(97 + (index % 26))}]`,
  });
  const rules = Array.from({ length: 100 }, rule);
  const nodes = {
    t: ["trigger", { keyword: "default", match: "default" }],
    m: ["message", { text: "Let me see" }],
    c: ["condition", { rules, combinator: "or" }],
    d: ["condition", { rules, combinator: "or" }],
  } as const;
  const definition = flowOf(nodes, ["t > m", "m > c", "c:false > d"]);
  const began = process.cpuUsage();
  const { lines } = play({ definition, script: [{ says: "x".repeat(4096) }] });
  expect(lines.at(-1)).toBe("(Errored: too-much-work)");
  expect(lines).not.toContain("bot: Let me see");
  expect(process.cpuUsage(began).user / 1e6).toBeLessThan(5);
});
