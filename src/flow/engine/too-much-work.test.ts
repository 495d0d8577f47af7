import { expect, test } from "vitest";
import { flowOf } from "../golden/flow-of";
import { play } from "../golden/play";

const NODES = 90;

/** A flow that asks the same of what it holds, node after node, and the seconds that a move through it computes. */
function walk(condition: Record<string, unknown>, variables: Record<string, unknown>) {
  const ids = Array.from({ length: NODES }, (_, index) => `c${index}`);
  const held = Object.entries(variables);
  const way = ["t", ...held.map(([name]) => name), ...ids, "end"];
  const edges = way.slice(1).flatMap((id, index) => {
    const from = way[index] ?? "";
    return from.startsWith("c") ? [`${from}:true > ${id}`, `${from}:false > ${id}`] : [`${from} > ${id}`];
  });
  const nodes = {
    t: ["trigger", { keyword: "hi" }],
    ...Object.fromEntries(held.map(([key, value]) => [key, ["assign", { key, value }]])),
    ...Object.fromEntries(ids.map((id) => [id, ["condition", condition]])),
    end: ["end"],
  } as const;
  const began = process.cpuUsage();
  const { session } = play({ definition: flowOf(nodes, edges), script: [{ says: "hi" }] });
  return { reason: session?.endReason, seconds: process.cpuUsage(began).user / 1e6 };
}

const rules = (...given: Record<string, unknown>[]) => ({ rules: given, combinator: "or" });
const many = (rule: Record<string, unknown>) => rules(...Array.from({ length: 100 }, () => rule));
const long = "é".repeat(20_000);
const list = Array<string>(7_000).fill("q");

test.each([
  ["characters that are counted", { expression: `${Array(40).fill("length(a)").join("+")}==0` }, { a: long }],
  ["texts that are joined", { expression: `length(${Array(200).fill("a").join("+")})==0` }, { a: long }],
  ["texts that are compared", many({ left: "a", op: "contains", right: "zz" }), { a: long }],
  ["lists that are searched", rules({ left: "a", op: "in", right: "{{b}}" }), { a: long.slice(0, 9_000), b: list }],
  ["lists that are read", many({ left: "a", op: "in", right: "{{b}}" }), { b: list }],
  [
    "patterns that are compiled",
    rules(
      ...Array.from({ length: 100 }, (_, index) => ({
        left: "a",
        op: "matches",
        right: `(?i)[!-힣]{2}[ -힣]${index}`,
      })),
    ),
    { a: "x" },
  ],
])("%s end a move that asks for too much of them", (_, condition, variables) => {
  const { reason, seconds } = walk(condition, variables);
  expect(reason).toBe("too-much-work");
  expect(seconds).toBeLessThan(5);
});

test("a large flow over much that it holds is no trouble", () => {
  const few = [
    { left: "a", op: "contains", right: "zz" },
    { left: "a", op: "in", right: "red, green" },
    { left: "a", op: "matches", right: "^[가-힣a-z0-9._%-]+@\\p{L}+$" },
  ];
  expect(walk(rules(...few), { a: "é".repeat(2_000) }).reason).not.toBe("too-much-work");
});
