import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseDefinition } from "./definition";
import { flowOf } from "./golden/flow-of";
import { lint } from "./lint";

const T = ["trigger", { keyword: "go" }] as const;
const M = ["message", { text: "Hi" }] as const;
const Q = ["options", { text: "Which?", options: ["A", "B"] }] as const;
const E = ["end"] as const;
const IF = ["condition", { expression: "true" }] as const;

const findings = (...flow: Parameters<typeof flowOf>) => lint(flowOf(...flow));
const codes = (...flow: Parameters<typeof flowOf>) => findings(...flow).map(({ code }) => code);

test("a sound flow has nothing to say", () => {
  const edges = ["t > q", "q:opt-0 > m", "q:opt-1 > e", "q:no-match > q2", "m > e"];
  const again = ["q2:opt-0 > e", "q2:opt-1 > m", "q2:no-match > e"];
  expect(findings({ t: T, q: Q, q2: Q, m: M, e: E }, [...edges, ...again])).toEqual([]);
});

test("the guide's example can be published without a remark", () => {
  const golden = JSON.parse(readFileSync(new URL("golden/guide-example.json", import.meta.url), "utf8")) as {
    definition: unknown;
  };
  const parsed = parseDefinition(golden.definition);
  expect(parsed.ok && lint(parsed.definition)).toEqual([]);
});

test("no-trigger: nothing can start the flow", () => {
  expect(findings({ e: E })[0]).toMatchObject({ code: "no-trigger", severity: "error" });
  expect(codes({ t: T, e: E }, ["t > e"])).toEqual([]);
});

test("duplicate-trigger: one keyword and match twice, by the normal form", () => {
  const two = (match: string) =>
    codes({ t: ["trigger", { keyword: "Menú", match: "word" }], u: ["trigger", { keyword: "menu", match }], e: E }, [
      "t > e",
      "u > e",
    ]);
  expect(two("word")).toEqual(["duplicate-trigger"]);
  expect(two("exact")).toEqual([]);
});

test("unreachable: a warning; a goto reaches its target", () => {
  expect(findings({ t: T, e: E, x: E }, ["t > e"])).toMatchObject([
    { code: "unreachable", severity: "warning", nodeId: "x" },
  ]);
  expect(codes({ t: T, g: ["goto", { targetNodeId: "x" }], x: E }, ["t > g"])).toEqual([]);
});

test("missing-way-out: an error for a condition and an option, a warning elsewhere", () => {
  const missing = findings({ t: T, c: IF, q: Q, m: M }, ["t > c", "c:true > q", "q:opt-1 > m"]);
  expect(missing.map(({ code, severity, nodeId }) => [code, severity, nodeId])).toEqual([
    ["missing-way-out", "error", "c"],
    ["missing-way-out", "error", "q"],
    ["missing-way-out", "warning", "q"],
    ["missing-way-out", "warning", "m"],
  ]);
  expect(missing.map(({ message }) => message)).toEqual([
    "Nothing follows at “If not” (false).",
    "Nothing follows at “A” (opt-0).",
    "Nothing follows at “Anything else” (no-match).",
    "Nothing follows, so the flow ends here.",
  ]);
});

test("unknown-way-out: an edge left over from an option that is gone", () => {
  const edges = ["t > q", "q:opt-0 > e", "q:opt-1 > e", "q:no-match > e"];
  expect(findings({ t: T, q: Q, e: E }, [...edges, "q:opt-2 > e"])).toMatchObject([
    { code: "unknown-way-out", severity: "warning", edgeId: "q:opt-2 > e" },
  ]);
});

test("an edge from a way out that is gone leads nowhere", () => {
  const found = findings({ t: T, m: M, x: E }, ["t > m", "m:gone > x", "x > m"]);
  expect(found.map(({ code, nodeId, edgeId }) => [code, nodeId ?? edgeId])).toEqual([
    ["unreachable", "x"],
    ["missing-way-out", "m"],
    ["unknown-way-out", "m:gone > x"],
    ["unknown-way-out", "x > m"],
  ]);
});

test("second-edge: only the first of two edges at one way out is taken", () => {
  const found = findings({ t: T, c: IF, e: E, f: E }, ["t > c", "c:true > e", "c:false > f", "c:true > f"]);
  expect(found).toMatchObject([{ code: "second-edge", severity: "warning", edgeId: "c:true > f" }]);
});

test("goto-nowhere: a jump to what is not there, to nothing, to itself", () => {
  const jump = (targetNodeId: string) => codes({ t: T, g: ["goto", { targetNodeId }], e: E }, ["t > g"]);
  expect(jump("gone")).toContain("goto-nowhere");
  expect(jump("")).toContain("goto-nowhere");
  expect(jump("g")).toContain("goto-nowhere");
  expect(jump("e")).toEqual([]);
});

test("endless-cycle: a circle in which nothing waits", () => {
  const back = ["goto", { targetNodeId: "m" }] as const;
  expect(findings({ t: T, m: M, c: IF, g: back, e: E }, ["t > m", "m > c", "c:true > g", "c:false > e"])).toMatchObject(
    [
      {
        code: "endless-cycle",
        severity: "error",
        nodeId: "m",
        message: expect.stringContaining("m → c → g → m") as string,
      },
    ],
  );
});

test("a circle that waits is how menus are made", () => {
  const edges = ["t > q", "q:opt-0 > m", "q:opt-1 > d", "q:no-match > m", "m > g", "d > g"];
  expect(codes({ t: T, q: Q, m: M, d: ["delay", { seconds: 5 }], g: ["goto", { targetNodeId: "q" }] }, edges)).toEqual(
    [],
  );
});

test("two circles are two findings", () => {
  const nodes = { t: T, a: M, b: M, c: IF, d: M, e: M };
  const found = codes(nodes, ["t > c", "c:true > a", "a > b", "b > a", "c:false > d", "d > e", "e > d"]);
  expect(found).toEqual(["endless-cycle", "endless-cycle"]);
});

test("a circle that leads into another one is told too", () => {
  const nodes = { t: T, a: M, c: IF, d: M, e: M };
  const found = findings(nodes, ["t > a", "a > c", "c:true > d", "c:false > a", "d > e", "e > d"]);
  expect(found.map(({ code, nodeId }) => [code, nodeId])).toEqual([
    ["endless-cycle", "d"],
    ["endless-cycle", "a"],
  ]);
});

test("where no conversation arrives, nothing can run in a circle", () => {
  expect(codes({ t: T, e: E, a: M, b: M }, ["t > e", "a > b", "b > a"])).toEqual(["unreachable", "unreachable"]);
});

const chain = (length: number, kind: typeof M | typeof IF, between: string) => {
  const ids = Array.from({ length }, (_, index) => `n${index}`);
  const nodes = Object.fromEntries(ids.map((id) => [id, kind]));
  const edges = ids.map((id, index) => `${index === 0 ? "t" : `n${index - 1}${between}`} > ${id}`);
  return codes({ t: T, ...nodes }, edges).filter((code) => code === "too-much-at-once");
};

test("too-much-at-once: more bubbles or nodes than a move may have", () => {
  expect(chain(20, M, "")).toEqual([]);
  expect(chain(21, M, "")).toEqual(["too-much-at-once"]);
  expect(chain(99, IF, ":true")).toEqual([]);
  expect(chain(100, IF, ":true")).toEqual(["too-much-at-once"]);
});

test("template and expression errors say their column", () => {
  const messages = findings({
    t: T,
    m: ["message", { text: "Hi {{ name" }],
    c: ["condition", { expression: "1 + + 2" }],
  }).map(({ message }) => message);
  expect(messages).toContainEqual(expect.stringContaining("line 1, column 4"));
  expect(messages).toContainEqual(expect.stringContaining("column 5"));
});
