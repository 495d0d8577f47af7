import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyFlow } from "@/dev/any-flow";
import type { Finding } from "./finding";
import { applyFix } from "./fix";
import { flowOf } from "./golden/flow-of";
import { lint } from "./lint";

const T = ["trigger", { keyword: "go" }] as const;
const M = ["message", { text: "Hi" }] as const;
const E = ["end"] as const;

const flow = {
  ...flowOf({ a: ["message", { text: "Hi", mood: "glad" }], b: ["end"], c: ["end"] }, ["a > b", "b > c"]),
  viewport: { zoom: 2 },
};

test("an edge is removed, and nothing else", () => {
  expect(applyFix(flow, { label: "", do: "remove-edge", edgeId: "a > b" })).toEqual({
    ...flow,
    edges: flow.edges.slice(1),
  });
});

test("a node takes the edges at both its ends with it", () => {
  const { nodes, edges } = applyFix(flow, { label: "", do: "remove-node", nodeId: "b" });
  expect(nodes.map(({ id }) => id)).toEqual(["a", "c"]);
  expect(edges).toEqual([]);
});

test("one value of a node's data is set", () => {
  const { nodes } = applyFix(flow, { label: "", do: "set-data", nodeId: "a", key: "text", value: "Hello" });
  expect(nodes[0]?.data).toEqual({ text: "Hello", mood: "glad" });
  expect(nodes.slice(1)).toEqual(flow.nodes.slice(1));
});

test("an edge is added under a name that is free", () => {
  const fix = { label: "", do: "add-edge", source: "a", way: "opt-0", target: "c" } as const;
  const once = applyFix(flow, fix);
  expect(once.edges.at(-1)).toEqual({ id: "a-opt-0-c", source: "a", target: "c", sourceHandle: "opt-0" });
  expect(applyFix(once, fix).edges.at(-1)?.id).toBe("a-opt-0-c-2");
});

test("keys that nobody knows stay", () => {
  expect(applyFix(flow, { label: "", do: "remove-node", nodeId: "a" })).toHaveProperty("viewport", { zoom: 2 });
});

describe("what is offered", () => {
  const offered = (...given: Parameters<typeof flowOf>) =>
    lint(flowOf(...given)).map(({ code, fix }) => [code, fix?.do]);

  test("an edge that is never taken is removed", () => {
    expect(offered({ t: T, e: E, f: E }, ["t > e", "t > f", "t:gone > f"])).toEqual([
      ["unreachable", "remove-node"],
      ["second-edge", "remove-edge"],
      ["unknown-way-out", "remove-edge"],
    ]);
  });

  test("nothing where there is no trigger: it is not the nodes that are wrong", () => {
    expect(offered({ e: E })).toEqual([
      ["no-trigger", undefined],
      ["unreachable", undefined],
    ]);
  });

  test("nothing for a node without which another one would be wrong", () => {
    const lost = { g: ["goto", { targetNodeId: "x" }], x: E } as const;
    expect(lint(flowOf({ t: T, e: E, ...lost }, ["t > e"])).map(({ nodeId, fix }) => [nodeId, fix?.do])).toEqual([
      ["g", "remove-node"],
      ["x", undefined],
    ]);
  });

  test("nothing for a node whose edge hides another one", () => {
    const nodes = { t: T, e: E, lost: M, x: M, y: M } as const;
    const found = lint(flowOf(nodes, ["t > e", "lost > x", "lost > y", "x > e", "y > lost"]));
    expect(found.filter(({ code }) => code === "unreachable").map(({ nodeId, fix }) => [nodeId, fix?.do])).toEqual([
      ["lost", "remove-node"],
      ["x", undefined],
      ["y", "remove-node"],
    ]);
  });

  test("an open way out leads to the end, if there is only one", () => {
    expect(offered({ t: T, m: M, n: M, e: E }, ["t > m", "n > e"])).toContainEqual(["missing-way-out", "add-edge"]);
    expect(offered({ t: T, m: M, e: E, f: E }, ["t > m"])).toContainEqual(["missing-way-out", undefined]);
  });

  test("nothing where a way out without an edge means asking again", () => {
    const q = ["options", { text: "Which?", options: ["A", "B"] }] as const;
    expect(offered({ t: T, q, e: E }, ["t > q", "q:opt-0 > e"])).toEqual([
      ["missing-way-out", "add-edge"],
      ["missing-way-out", undefined],
    ]);
  });

  test("a text that is too long is cut at a word", () => {
    const [finding] = lint(flowOf({ t: T, m: ["message", { text: "word ".repeat(1_000) }], e: E }, ["t > m", "m > e"]));
    expect(finding?.fix).toMatchObject({ do: "set-data", nodeId: "m", key: "text" });
    expect(finding?.fix).toHaveProperty("value", "word ".repeat(819).trim());
  });

  test("a text is cut where it stands, whatever people call its field", () => {
    const q = ["options", { text: "Which?", options: ["A", "B"], button: "Choose one of all of these" }] as const;
    expect(lint(flowOf({ t: T, q }, ["t > q"]))[0]?.fix).toMatchObject({
      key: "button",
      value: "Choose one of all of",
    });
  });
});

test("a repair removes its finding and brings no error", () => {
  const made = new Set<string>();
  const is = (one: Finding) => (other: Finding) =>
    JSON.stringify({ ...one, fix: null }) === JSON.stringify({ ...other, fix: null });
  fc.assert(
    fc.property(anyFlow, (definition) => {
      const before = lint(definition);
      for (const finding of before) {
        if (!finding.fix) continue;
        made.add(finding.fix.do);
        const after = lint(applyFix(definition, finding.fix));
        expect(after.filter(is(finding))).toEqual([]);
        const errors = countErrors(after);
        for (const [code, count] of countErrors(before)) errors.set(code, (errors.get(code) ?? 0) - count);
        expect([...errors].filter(([, count]) => count > 0)).toEqual([]);
      }
    }),
    { numRuns: 150 },
  );
  expect([...made].sort()).toEqual(["add-edge", "remove-edge", "remove-node", "set-data"]);
});

function countErrors(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { code, severity } of findings) if (severity === "error") counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}
