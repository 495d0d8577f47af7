import { describe, expect, test } from "vitest";
import { flowOf } from "./golden/flow-of";
import { lint } from "./lint";

const T = ["trigger", { keyword: "go" }] as const;
const IF = ["condition", { expression: "true" }] as const;
const E = ["end"] as const;

const says = (text: string) => ["message", { text }] as const;
const sets = (key: string, value = "1") => ["assign", { key, value }] as const;

const unset = (...flow: Parameters<typeof flowOf>) =>
  lint(flowOf(...flow)).flatMap(({ code, severity, nodeId, message }) =>
    code === "unset-variable" ? [`${severity} at ${nodeId}: ${message}`] : [],
  );
const unsetIn = (type: string, data: Record<string, unknown>) =>
  unset({ t: T, n: [type, data] }, ["t > n"]).map((line) => /"(.*)"/.exec(line)?.[1]);

test("a variable that nothing sets on any way is told, with its node", () => {
  expect(unset({ t: T, m: says("Hi {{ nick }}") }, ["t > m"])).toEqual([
    'warning at m: Nothing on the way here sets "nick".',
  ]);
});

test("a secret is there for calls only", () => {
  const call = ["api", { url: "https://crm.example/?k={{ secrets.key }}" }] as const;
  expect(unset({ t: T, a: call, m: says("{{ secrets.key }}") }, ["t > a", "a > m"])).toEqual([
    'warning at m: Only a call can read a secret: "secrets.key" is empty here.',
  ]);
});

test("one way that sets it is enough", () => {
  const nodes = { t: T, c: IF, s: sets("nick"), m: says("Hi {{ nick }}") };
  expect(unset(nodes, ["t > c", "c:true > s", "c:false > m", "s > m"])).toEqual([]);
});

test("what is set later, or on another branch, is not set here", () => {
  expect(unset({ t: T, m: says("{{ nick }}"), s: sets("nick") }, ["t > m", "m > s"])).toHaveLength(1);
  const nodes = { t: T, c: IF, s: sets("nick"), m: says("{{ nick }}"), e: E };
  expect(unset(nodes, ["t > c", "c:true > s", "c:false > m", "s > e", "m > e"])).toHaveLength(1);
});

test("a circle sets it for the next round", () => {
  const q = ["options", { text: "{{ nick }}?", options: ["A", "B"] }] as const;
  expect(unset({ t: T, q, s: sets("nick") }, ["t > q", "q:opt-0 > s", "s > q"])).toEqual([]);
});

test("what a trigger does not reach sets nothing, and is not looked at", () => {
  expect(unset({ t: T, m: says("{{ nick }}"), s: sets("nick"), n: says("{{ other }}") }, ["t > m", "s > m"])).toEqual([
    'warning at m: Nothing on the way here sets "nick".',
  ]);
});

test("part of what is set counts, and a whole of which a part is set", () => {
  const after = (key: string, text: string) => unset({ t: T, s: sets(key), m: says(text) }, ["t > s", "s > m"]);
  expect(after("order", "{{ order.items[0].name }}")).toEqual([]);
  expect(after("order.id", "{{ order | json }}")).toEqual([]);
  expect(after("order.id", "{{ context.order.id }}")).toEqual([]);
  expect(after("order.id", "{{ order.name }}")).toHaveLength(1);
  expect(after("or", "{{ order }}")).toHaveLength(1);
});

describe("known without being set", () => {
  test.each([
    "{{ input }} {{ lastMedia.id }} {{ messageCount }} {{ triggerKeyword }} {{ lastSelectedOption }}",
    "{{ contact.name }} {{ contact.attributes.city }} {{ contact.tags[0] }}",
    '{{ organization.name }} {{ flow.name }} {{ now | date: "%d" }} {{ context | json }}',
  ])("%s", (text) => {
    expect(unsetIn("message", { text })).toEqual([]);
  });

  test("but of a contact only what it has", () => {
    expect(unsetIn("message", { text: "{{ contact.city }} {{ flow.id }}" })).toEqual(["contact.city", "flow.id"]);
  });
});

describe("may be missing", () => {
  test.each([
    '{{ nick | default: "friend" }}',
    '{{ nick | strip | default: "friend" }}',
    "{% if nick %}Hi {{ nick }}{% endif %}",
    "{% unless order.id %}none{% else %}{{ order.id }}{% endunless %}",
    "{% assign nick = input %}{{ nick }}",
    "{% for item in contact.tags %}{{ item }}{% endfor %}",
  ])("%s", (text) => {
    expect(unsetIn("message", { text })).toEqual([]);
  });

  test("what a rule or an expression asks for", () => {
    const rule = (left: string, op: string) => unsetIn("condition", { rules: [{ left, op, right: "{{ x }}" }] });
    expect(rule("nick", "exists")).toEqual([]);
    expect(rule("{{ nick }}", "empty")).toEqual([]);
    expect(rule("nick", "equals")).toEqual(["nick", "x"]);
    expect(rule("{{ nick }}", "gt")).toEqual(["nick", "x"]);
    expect(unsetIn("condition", { expression: "exists(nick) and nick == other" })).toEqual(["other"]);
  });
});

test("every text of a node is looked at, however deep", () => {
  const options = ["A", { label: "B", description: "{{ deep }}" }];
  expect(unsetIn("options", { text: "{{ text }}", header: "{{ header }}", options })).toEqual([
    "text",
    "header",
    "deep",
  ]);
});

test("an assignment reads before it sets", () => {
  expect(unsetIn("assign", { key: "count", expression: "count + 1" })).toEqual(["count"]);
  expect(unsetIn("assign", { key: "a", value: "{{ b }}" })).toEqual(["b"]);
});

test.each([
  ["a left side", { c: ["condition", { rules: [{ left: `${" ".repeat(20_000)}{`, op: "exists" }] }] }],
  ["a text", { m: says("{{a|".repeat(100_000)) }],
  ["a default", { m: says(`{{ a | default: "${"{{a|".repeat(4_000)}" }}`) }],
  ["a formula", { c: ["condition", { expression: '\\"'.repeat(100_000) }] }],
] as const)("%s that makes work is read in seconds", (_, nodes) => {
  const ids = Object.keys(nodes);
  const edges = ids.map((id, index) => `${ids[index - 1] ?? "t"} > ${id}`);
  const definition = flowOf({ t: T, ...nodes }, edges);
  const began = process.cpuUsage();
  expect(lint(definition)).not.toEqual([]);
  expect(process.cpuUsage(began).user / 1e6).toBeLessThan(5);
});
