import { expect, test } from "vitest";
import { checkDefinitionText } from "./check-definition-text";
import { draftProblems } from "./draft-problems";

const problemsOf = (definition: unknown) => draftProblems(checkDefinitionText(JSON.stringify(definition)));
const start = { id: "n1", type: "trigger", data: { name: "Start", keyword: "hola" } };

test("a finding is told with its node's name and place, errors first", () => {
  const empty = { id: "n2", type: "message", data: { text: "" } };
  const problems = problemsOf({ nodes: [start, empty], edges: [{ id: "e", source: "n1", target: "n2" }] });
  expect(problems[0]).toEqual({
    severity: "error",
    message: "The text is empty.",
    path: "nodes[1].data.text",
    nodeId: "n2",
    title: "n2",
  });
  expect(problems.map(({ severity }) => severity)).toEqual(["error", "warning"]);
});

test("a finding about an edge belongs to the node that it leaves", () => {
  const end = { id: "n2", type: "end", data: {} };
  const edges = [
    { id: "e1", source: "n1", target: "n2" },
    { id: "e2", source: "n1", target: "n2", sourceHandle: "nowhere" },
  ];
  expect(problemsOf({ nodes: [start, end], edges })).toMatchObject([
    { severity: "warning", path: "edges[1]", nodeId: "n1", title: "Start", fix: { do: "remove-edge", edgeId: "e2" } },
  ]);
});

test("a broken structure is told by the node's id, since its name can not be trusted", () => {
  expect(problemsOf({ nodes: [{ ...start, type: "fax" }], edges: [] })).toMatchObject([
    { severity: "error", path: "nodes[0].type", nodeId: "n1", title: "n1" },
  ]);
});
