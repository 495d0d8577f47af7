import { expect, test } from "vitest";
import { flowOf } from "../../golden/flow-of";
import { play } from "../../golden/play";
import { conditionNode } from "./node";

/** Which way a condition takes, for a customer who says "Menú". */
const decide = (data: Record<string, unknown>) => {
  const definition = flowOf(
    {
      t: ["trigger", { keyword: "menu" }],
      a: ["assign", { key: "age", expression: "18" }],
      l: ["assign", { key: "colours", value: '["Red","Blue"]', as: "json" }],
      c: ["condition", data],
    },
    ["t > a", "a > l", "l > c"],
  );
  return play({ definition, script: [{ says: "Menú" }] }).moves[0]?.trace.at(-1);
};
const way = (data: Record<string, unknown>) => decide(data)?.way;
const rule = (left: string, op: string, right?: unknown) => way({ rules: [{ left, op, right }] });
const codes = (data: Record<string, unknown>) =>
  conditionNode.check?.(conditionNode.data.parse(data)).map(({ code }) => code);

test.each<[string, string, unknown, string]>([
  ["input", "equals", "menu", "true"],
  ["{{ input }}", "equals", "MENU", "true"],
  ["input", "equals", "men", "false"],
  ["age", "equals", "18.0", "true"],
  ["input", "not-equals", "menu", "false"],
  ["input", "contains", "en", "true"],
  ["colours", "contains", "red", "true"],
  ["input", "contains", "{{ nobody }}", "false"],
  ["input", "starts-with", "me", "true"],
  ["input", "starts-with", "{{ nobody }}", "false"],
  ["input", "ends-with", "nu", "true"],
  ["input", "matches", "^M\\p{L}+$", "true"],
  ["input", "matches", "(", "false"],
  ["age", "gt", "9", "true"],
  ["age", "gte", 18, "true"],
  ["age", "lt", "18", "false"],
  ["age", "lte", "{{ age }}", "true"],
  ["input", "gt", "1", "false"],
  ["now", "gt", "2026-03-02", "true"],
  ["contact.attributes.city", "exists", undefined, "true"],
  ["contact.attributes.street", "exists", undefined, "false"],
  ["nobody", "empty", undefined, "true"],
  ["colours", "empty", undefined, "false"],
  ["input", "in", "start, menu", "true"],
  ["contact.name", "in", ["Ana", "Eva"], "true"],
  ["contact.name", "in", '["Eva"]', "false"],
  ["contact.name and {{ input }}", "equals", "contact.name and menú", "true"],
])("%s %s %j is %s", (...[left, op, right, way]) => expect(rule(left, op, right)).toBe(way));

const holds = { left: "input", op: "equals", right: "menu" };
const fails = { left: "input", op: "equals", right: "other" };

test("all rules must hold, or with `or` one of them", () => {
  expect(way({ rules: [holds, fails] })).toBe("false");
  expect(way({ rules: [holds, holds], combinator: "and" })).toBe("true");
  expect(way({ rules: [fails, holds], combinator: "or" })).toBe("true");
  expect(way({ rules: [fails, fails], combinator: "or" })).toBe("false");
  expect(way({ rules: [] })).toBe("false");
});

test("the trace says which rule decided and what was read", () => {
  expect(decide({ rules: [holds, fails] })).toMatchObject({
    why: "rule 2 does not hold: input equals",
    reads: ["input"],
  });
});

test("an expression decides", () => {
  expect(way({ expression: 'age >= 18 and contains(contact.tags, "vip")' })).toBe("true");
  expect(way({ expression: "age > 18" })).toBe("false");
});

test("an expression that fails to evaluate takes false and says so in the trace", () => {
  expect(decide({ expression: "input > 3" })).toMatchObject({
    way: "false",
    why: 'the expression failed: "Menú" and "3" have no order',
  });
  expect(decide({ expression: "age" })).toMatchObject({
    way: "false",
    why: "the expression is neither true nor false",
  });
});

test("a missing edge ends the session Completed with no-next", () => {
  const definition = flowOf({ t: ["trigger", { keyword: "go" }], c: ["condition", { rules: [holds] }] }, ["t > c"]);
  expect(play({ definition, script: [{ says: "go" }] }).lines.at(-1)).toBe("(Completed: no-next)");
});

test("what cannot be published is named", () => {
  expect(codes({ rules: [holds] })).toEqual([]);
  expect(codes({})).toEqual(["missing-rule"]);
  expect(codes({ rules: [{ left: "", op: "exists" }] })).toEqual(["missing-rule"]);
  expect(codes({ rules: [{ left: "input", op: "matches", right: "(" }] })).toEqual(["bad-pattern"]);
  expect(codes({ rules: [{ left: "{{ a", op: "equals", right: "{{ b" }] })).toEqual(["bad-template", "bad-template"]);
  expect(codes({ expression: "1 +" })).toEqual(["bad-expression"]);
  expect(codes({ expression: "true" })).toEqual([]);
});
