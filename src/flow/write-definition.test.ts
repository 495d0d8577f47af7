import { expect, test } from "vitest";
import { writeDefinition } from "./write-definition";

test("a flow is written with the telling keys first and nothing lost", () => {
  const definition = {
    mine: 1,
    edges: [{ id: "e", type: "smoothstep", source: "a", target: "b", sourceHandle: null }],
    nodes: [{ data: { text: "Hi", name: "Hello" }, position: { x: 0, y: 1 }, type: "message", id: "a" }],
  };
  const text = writeDefinition(definition);
  expect(JSON.parse(text)).toEqual(definition);
  const keys = [...text.matchAll(/"(\w+)":/g)].map(([, key]) => key);
  expect(keys.slice(0, 5)).toEqual(["nodes", "id", "type", "data", "name"]);
  expect(keys.at(-1)).toBe("mine");
});
