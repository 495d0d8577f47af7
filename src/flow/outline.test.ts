import { expect, test } from "vitest";
import { parseDefinition } from "./definition";
import { outline } from "./outline";

const node = (id: string, type: string, data: object = {}) => ({ id, type, data, position: { x: 0, y: 0 } });
const edge = (source: string, target: string, sourceHandle: string | null = null) => ({
  id: `${source}${sourceHandle ?? ""}${target}`,
  source,
  target,
  sourceHandle,
});

/** "2. n3 opt-0→3 no-match→-", indented by its depth. */
function read(nodes: object[], edges: object[]): string[] {
  const parsed = parseDefinition({ nodes, edges });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return outline(parsed.definition).map(({ node: { id }, number, depth, ways }) => {
    const out = ways.map(({ way, to }) => ` ${way ?? ""}→${to ?? "-"}`).join("");
    return `${"  ".repeat(depth)}${number}. ${id}${out}`;
  });
}

const question = node("q", "options", { text: "Which?", options: ["One", "Two"] });

test("a flow reads from its trigger on, branch by branch, each node once", () => {
  const nodes = [
    node("end", "end"),
    node("b", "message", { text: "Two" }),
    node("a", "message", { text: "One" }),
    question,
    node("start", "trigger", { keyword: "hola" }),
  ];
  const edges = [
    edge("start", "q"),
    edge("q", "a", "opt-0"),
    edge("q", "b", "opt-1"),
    edge("q", "b", "no-match"),
    edge("a", "end"),
    edge("b", "end"),
  ];
  expect(read(nodes, edges)).toEqual([
    "1. start →2",
    "2. q opt-0→3 opt-1→5 no-match→5",
    "  3. a →4",
    "  4. end",
    "  5. b →4",
  ]);
});

test("a circle and a jump lead back to a number that was read before", () => {
  const nodes = [node("start", "trigger", { keyword: "hola" }), question, node("back", "goto", { targetNodeId: "q" })];
  const edges = [edge("start", "q"), edge("q", "back", "no-match")];
  expect(read(nodes, edges)).toEqual(["1. start →2", "2. q opt-0→- opt-1→- no-match→3", "3. back →2"]);
});

test("what no trigger reaches is read last", () => {
  const nodes = [node("lost", "message", { text: "Hi" }), node("start", "trigger", { keyword: "hola" })];
  expect(read(nodes, [])).toEqual(["1. start →-", "2. lost →-"]);
});

test("an empty flow has no outline", () => {
  expect(read([], [])).toEqual([]);
});
