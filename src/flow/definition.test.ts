import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseDefinition } from "./definition";
import { nodeTypes } from "./nodes";

const node = (id: string, more: Record<string, unknown> = {}) => ({
  id,
  type: "message",
  data: { name: id, text: "Hi" },
  position: { x: 1, y: 2 },
  ...more,
});
const edge = (id: string, source: string, target: string) => ({ id, source, target, sourceHandle: null });
const problems = (json: unknown) => {
  const parsed = parseDefinition(json);
  return parsed.ok ? [] : parsed.problems;
};
const definitionOf = (json: unknown) => {
  const parsed = parseDefinition(json);
  return parsed.ok ? parsed.definition : null;
};

test("import and export are equal, unknown keys and all", () => {
  const flow = {
    nodes: [
      { ...node("a"), width: 120, selected: false, measured: { width: 1 }, data: { text: "Hi", colour: "red" } },
      { ...node("b"), type: "options", data: { text: "?", options: ["x", { label: "y", icon: "z" }], extra: [1] } },
    ],
    edges: [{ ...edge("e", "a", "b"), type: "smoothstep", markerEnd: { type: "arrowclosed" }, targetHandle: null }],
    viewport: { x: 0, y: 0, zoom: 0.5 },
    note: "mine",
  };
  expect(definitionOf(flow)).toEqual(flow);
});

test("a key named like the prototype is data like any other", () => {
  const flow: unknown = JSON.parse('{"nodes":[],"edges":[],"__proto__":{"a":1}}');
  expect(JSON.stringify(definitionOf(flow))).toBe('{"nodes":[],"edges":[],"__proto__":{"a":1}}');
});

test("every golden flow comes back as it was, defaults not written in", () => {
  const folder = new URL("golden/", import.meta.url);
  for (const name of readdirSync(folder).filter((file) => file.endsWith(".json"))) {
    const { definition } = JSON.parse(readFileSync(new URL(name, folder), "utf8")) as { definition: unknown };
    expect(definitionOf(definition)).toEqual(definition);
  }
});

test("a draft may be incomplete", () => {
  const types = Object.keys(nodeTypes).filter((type) => type !== "delay");
  const nodes = types.map((type) => ({ id: type, type, data: {} }));
  expect(problems({ nodes, edges: [] })).toEqual([]);
});

test("a template message parses and round-trips", () => {
  const data = {
    name: "Receipt",
    useTemplate: true,
    templateName: "receipt",
    templateLanguage: "en",
    templateParameters: [{ component: "body", type: "text", value: "{{ name }}", index: 0 }],
    windowFallback: { templateName: "back" },
  };
  const flow = { nodes: [node("a", { data })], edges: [] };
  expect(definitionOf(flow)).toEqual(flow);
});

test.each([
  [undefined],
  [null],
  [{}],
  [{ x: null, y: "3" }],
  ["left"],
  [{ x: Number.NaN, y: Number.POSITIVE_INFINITY }],
])("a position that is missing or no number is 0: %j", (position) => {
  expect(definitionOf({ nodes: [node("a", { position })], edges: [] })?.nodes[0]?.position).toEqual({ x: 0, y: 0 });
});

test("the finite half of a position stays", () => {
  const flow = { nodes: [node("a", { position: { x: 5, z: 1 } })], edges: [] };
  expect(definitionOf(flow)?.nodes[0]?.position).toEqual({ x: 5, y: 0, z: 1 });
});

test("edges without an id are named by their place", () => {
  const unnamed = { source: "a", target: "b" };
  const flow = { nodes: [node("a"), node("b")], edges: [edge("mine", "b", "a"), unnamed, { ...unnamed, id: "" }] };
  expect(definitionOf(flow)?.edges.map(({ id }) => id)).toEqual(["mine", "edge-2", "edge-3"]);
});

test("a dangling edge is named", () => {
  expect(problems({ nodes: [node("a")], edges: [edge("e", "a", "gone")] })).toEqual([
    {
      code: "dangling-edge",
      message: 'the edge\'s target "gone" does not exist',
      path: "edges[0].target",
      nodeId: "gone",
      edgeId: "e",
    },
  ]);
});

test("duplicate ids are named", () => {
  const flow = { nodes: [node("a"), node("b"), node("a")], edges: [edge("e", "a", "b"), edge("e", "b", "a")] };
  expect(problems(flow)).toMatchObject([
    { code: "duplicate-id", nodeId: "a", path: "nodes[2].id" },
    { code: "duplicate-id", edgeId: "e", path: "edges[1].id" },
  ]);
});

test("an unknown type is named, and one that only sounds like an object's part", () => {
  const flow = { nodes: [node("a", { type: "telepathy" }), node("b", { type: "constructor" })], edges: [] };
  expect(problems(flow)).toMatchObject([
    { code: "unknown-type", nodeId: "a", path: "nodes[0].type" },
    { code: "unknown-type", nodeId: "b", path: "nodes[1].type" },
  ]);
});

test("a self edge is named", () => {
  expect(problems({ nodes: [node("a")], edges: [edge("e", "a", "a")] })).toMatchObject([
    { code: "self-edge", nodeId: "a", edgeId: "e", path: "edges[0]" },
  ]);
});

test("bad data is named with its node and its place", () => {
  const nodes = [
    node("a", { data: { text: 7 } }),
    node("b", {
      type: "condition",
      data: {
        rules: [
          { left: "x", op: "equals" },
          { left: "x", op: "is" },
        ],
      },
    }),
    node("c", { type: "delay", data: { seconds: 0 } }),
    node("d", { type: "assign", data: { key: "__proto__.x" } }),
    node("e", { data: { name: 1 } }),
    { id: "f", type: "end" },
  ];
  expect(problems({ nodes, edges: [] })).toMatchObject([
    { code: "bad-data", nodeId: "a", path: "nodes[0].data.text" },
    { code: "bad-data", nodeId: "b", path: "nodes[1].data.rules[1].op" },
    { code: "bad-data", nodeId: "c", path: "nodes[2].data.seconds" },
    { code: "bad-data", nodeId: "d", path: "nodes[3].data.key" },
    { code: "bad-node", nodeId: "e", path: "nodes[4].data.name" },
    { code: "bad-node", nodeId: "f", path: "nodes[5].data" },
  ]);
});

test.each([[null], ["{}"], [[]], [{ nodes: [] }], [{ nodes: {}, edges: [] }]])("%j is not a flow", (json) => {
  expect(problems(json)[0]?.code).toBe("not-a-flow");
});

test("a flow has at most 2000 nodes, a question or a condition at most 100 parts", () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => node(`n${index}`));
  expect(problems({ nodes: many(2_000), edges: [] })).toEqual([]);
  expect(problems({ nodes: many(2_001), edges: [] })).toMatchObject([{ code: "not-a-flow", path: "nodes" }]);
  const question = node("q", { type: "options", data: { options: Array(101).fill("x") } });
  expect(problems({ nodes: [question], edges: [] })).toMatchObject([{ path: "nodes[0].data.options" }]);
});

test("nodes and edges that are no objects are named by their place", () => {
  expect(problems({ nodes: [null], edges: ["x", { id: "e", source: 1, target: "a" }] })).toMatchObject([
    { code: "bad-node", path: "nodes[0]" },
    { code: "bad-edge", path: "edges[0]" },
    { code: "bad-edge", edgeId: "e", path: "edges[1].source" },
    { code: "dangling-edge", edgeId: "e", path: "edges[1].target" },
  ]);
});
