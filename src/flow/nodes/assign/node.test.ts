import { expect, test } from "vitest";
import { flowOf } from "../../golden/flow-of";
import { play } from "../../golden/play";
import { assignNode } from "./node";

const assign = (data: Record<string, unknown>) =>
  play({
    definition: flowOf({ t: ["trigger", { keyword: "go" }], a: ["assign", { key: "x", ...data }] }, ["t > a"]),
    script: [{ says: "go" }],
  });
const value = (data: Record<string, unknown>) => assign(data).session?.context["x"];
const codes = (data: Record<string, unknown>) =>
  assignNode.check?.(assignNode.data.parse({ key: "x", ...data })).map(({ code }) => code);

test("a template's text is stored", () => {
  expect(value({ value: "{{ contact.name }} of {{ contact.attributes.city }}" })).toBe("Ana of Cali");
});

test("an expression's value keeps its kind", () => {
  expect(value({ expression: "1 + 2" })).toBe(3);
  expect(value({ expression: "contact.tags" })).toEqual(["vip"]);
});

test.each([
  ["number", "12.5", 12.5],
  ["number", "twelve", null],
  ["boolean", "yes", true],
  ["boolean", "No", false],
  ["boolean", "", false],
  ["json", '{"a":[1]}', { a: [1] }],
  ["json", "{", null],
  ["text", 7, "7"],
])("as %s, %j becomes %j", (as, given, expected) => expect(value({ as, value: given })).toEqual(expected));

test("a value that is no text is taken as it is", () => {
  expect(value({ value: { a: 1 } })).toEqual({ a: 1 });
});

test("a dotted path creates objects", () => {
  expect(assign({ key: "x.y", value: "1" }).session?.context["x"]).toEqual({ y: "1" });
});

test("an expression that fails stores null and says so in the trace", () => {
  const { session, moves } = assign({ expression: 'number("x")' });
  expect(session?.context["x"]).toBeNull();
  expect(moves[0]?.trace[1]?.why).toMatch(/the expression failed: "x" is not a number/);
});

test.each(["input", "contact.name", "__proto__.x", ""])("%j cannot be assigned", (key) => {
  const node = assignNode.enter({ key, value: "1" }, undefined as never);
  expect(node).toMatchObject({ do: "fail", reason: "cannot-assign" });
});

test("a path behind an object is refused by the schema", () => {
  expect(assignNode.data.safeParse({ key: "a.__proto__.b" }).success).toBe(false);
  expect(assignNode.data.safeParse({ key: "a.b" }).success).toBe(true);
});

test("what cannot be published is named", () => {
  expect(codes({ value: "{{ name }}" })).toEqual([]);
  expect(codes({ value: "{{ name" })).toEqual(["bad-template"]);
  expect(codes({ expression: "1 +" })).toEqual(["bad-expression"]);
  expect(codes({ key: "input" })).toEqual(["reserved-name"]);
  expect(codes({ key: "" })).toEqual(["bad-variable"]);
});
