import { expect, test, vi } from "vitest";
import { evaluate, expressionProblem, expressionReads } from "./expression";

const variables = {
  age: "18",
  total: 12.5,
  name: "Ñandú",
  paid: true,
  order: { size: "M", items: [{ n: 2 }] },
  "first name": "Ana",
  now: "2026-03-01T23:30:00-05:00",
};
const value = (source: string, more: Record<string, unknown> = {}) => {
  const result = evaluate(source, { variables: { ...variables, ...more }, timeZone: "UTC" });
  return result.ok ? result.value : `! ${result.why}`;
};

test.each<[string, unknown]>([
  ["total > 10 and paid", true],
  ["total * 2 + 1", 26],
  ["not(paid) or(total < 1)", false],
  ['order.size in("S", "M")', true],
  ["order.items.0.n", 2],
  ["n of (if paid then order else null)", null],
  ["size of order", "M"],
  ["'first name'", "Ana"],
  ['if paid then "yes" else "no"', "yes"],
  ["7 mod 4", 3],
  ['lower(upper(trim("  a ")))', "a"],
  ["length(name) == 5", true],
  ['contains(name, "and") and startsWith(name, "Ñ") and endsWith(name, "ú")', true],
  ['number("4") + 1', 5],
  ['matches(name, "^\\\\p{L}+$")', true],
  ['name ~= "^X"', false],
  ["exists(nobody) or not empty(name)", true],
  ["max(1, 5, 3)", 5],
  ['"a or(b) not(c) now()"', "a or(b) not(c) now()"],
])("%s", (source, expected) => expect(value(source)).toBe(expected));

test("digits that a customer typed count as a number", () => {
  expect(value("age == 18 and age >= 18 and age < 19")).toBe(true);
  expect(value('age != "18"')).toBe(false);
});

test("the time is compared as it is written", () => {
  expect(value('now() > "2026-03-01" and now < "2026-03-02"')).toBe(true);
});

test("a missing variable is null", () => {
  expect(value("nobody.at.all")).toBeNull();
  expect(value("nobody == null")).toBe(true);
});

test("only own properties are read", () => {
  for (const source of [
    "constructor",
    "order.constructor",
    "__proto__",
    "constructor of order",
    "'__proto__'",
    "name.length",
  ]) {
    expect(value(source)).toBeNull();
  }
  expect(expressionProblem("constructor()")).toMatchObject({ message: "there is no function constructor()" });
  expect(expressionProblem("toString(1)")).toMatchObject({ message: "there is no function toString()" });
});

test("a failure is a return value", () => {
  expect(value("name > 3")).toBe('! "Ñandú" and "3" have no order');
  expect(value("number(name)")).toMatch(/is not a number/);
  expect(value("1 / 0")).toBe("! the result is not a number");
  expect(value('matches(name, "(")')).toMatch(/is not a pattern/);
  expect(value("not name")).toMatch(/^! Expected a logical value/);
  expect(value("1 +")).toMatch(/^! unexpected end/);
});

test("the variables an expression read are known", () => {
  const readable = { variables, timeZone: "UTC" };
  expect(evaluate("paid or total > 1", readable).reads).toEqual(["paid"]);
  expect(evaluate("age > total", readable).reads).toEqual(["age", "total"]);
});

test.each<[string, number]>([
  ["total >", 8],
  ["total 5", 7],
  ["not(a) and(b))", 14],
  ['"abc', 1],
  ['"abc" == 1 1', 12],
  ["año == 1", 2],
  ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa == 1 bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", 41],
  ["total % 2", 7],
  ["paid ? 1 : 2", 6],
  ["a + eval(b)", 5],
  ["a + 'eval(b)' + foo (1)", 17],
  ["(".repeat(31) + "1" + ")".repeat(31), 31],
  ["1" + "+1".repeat(250), 501],
])("an error is named with its column: %s", (source, column) => {
  expect(expressionProblem(source)?.column).toBe(column);
});

test("where a page's policy forbids compiling, what is in order is not called wrong", () => {
  vi.stubGlobal("Function", function () {
    throw new EvalError("unsafe-eval is not allowed");
  });
  try {
    expect(expressionProblem("total + 40")).toBeNull();
    expect(expressionProblem("total +")).not.toBeNull();
    expect(value("total + 41")).toBe("! unsafe-eval is not allowed");
  } finally {
    vi.unstubAllGlobals();
  }
});

test("an expression is bounded in time", () => {
  const big = "x".repeat(60_000);
  const began = performance.now();
  expect(value(Array(60).fill("big").join("+"), { big })).toBe("! the result is too long");
  value('matches(big, "(.*.*.*.*){10}z")', { big });
  value("9^9^9^9^9^9^9");
  value("-".repeat(400) + "1");
  expect(performance.now() - began).toBeLessThan(1_000);
});

test.each<[string, string[]]>([
  ["age > 18 and order.size == 'M'", ["age", "order.size"]],
  ["size of order", ["order"]],
  ["not(paid) or length(name) > 3e2", ["paid", "name"]],
  ['name == "age" and true', ["name"]],
  ["exists(age) and age > 18", []],
  ["if empty( order.note ) then total else order.note", ["total"]],
])("%s cannot do without %j", (source, names) => {
  expect(expressionReads(source)).toEqual(names);
});
