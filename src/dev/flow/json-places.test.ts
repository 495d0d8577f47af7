import { expect, test } from "vitest";
import { jsonPlaces, lineAndColumn } from "./json-places";

const text = `{
  "nodes": [
    { "id": "a", "data": { "text": "a \\"quoted\\", [odd] {text}" } },
    { "id": "b", "data": {} }
  ],
  "edges": [], "n": [[1, 2], { "x": null }]
}
`;
const where = (path: string) => lineAndColumn(text, jsonPlaces(text), path);

test.each([
  ["", "1:1"],
  ["nodes", "2:12"],
  ["nodes[0]", "3:5"],
  ["nodes[0].data.text", "3:36"],
  ["nodes[1].id", "4:13"],
  ["edges", "6:12"],
  ["n[0][1]", "6:26"],
  ["n[1].x", "6:37"],
])("%s begins at %s", (path, place) => {
  expect(where(path)).toBe(place);
});

test("what is not there is looked for around it", () => {
  expect(where("nodes[1].data.text")).toBe(where("nodes[1].data"));
  expect(where("nodes[7].data.text")).toBe(where("nodes"));
  expect(where("gone.far")).toBe("1:1");
});

test("every value of a text is found", () => {
  const found = [...jsonPlaces(text).keys()];
  expect(found).toHaveLength(16);
  expect(found).toContain("n[1]");
});
