import { expect, test } from "vitest";
import type { Context, Json } from "./session";
import { assignmentProblem, copyOf, parseJson, readVariable, writeVariable } from "./variable";

/** The context after a write. */
function written(context: Context, path: string, value: Json): Context {
  const variables = copyOf(context);
  writeVariable(variables, path, value);
  return variables;
}

test("a dotted path creates the objects on its way", () => {
  expect(written({}, "order.address.city", "Cali")).toEqual({ order: { address: { city: "Cali" } } });
});

test("writing leaves what was there, and the old context, as it was", () => {
  const before = { order: { id: 1 } };
  expect(written(before, "order.size", "M")).toEqual({ order: { id: 1, size: "M" } });
  expect(before).toEqual({ order: { id: 1 } });
});

test("an item of a list is written by its index", () => {
  expect(written({ items: [{ n: 1 }, { n: 2 }] }, "items.1.n", 3)).toEqual({ items: [{ n: 1 }, { n: 3 }] });
  expect(written({ items: ["a"] }, "items.1", "b")).toEqual({ items: ["a", "b"] });
});

test("a name that every object inherits is only a name", () => {
  expect(written({}, "toString.x", 1)).toEqual({ toString: { x: 1 } });
});

test.each(["__proto__.x", "a.constructor", "a.prototype.b"])("%s is refused", (path) => {
  expect(assignmentProblem(path)).toBe("forbidden");
});

test.each(["input", "contact.name", "secrets.key", "organization", "flow.name", "now", "inputHistory"])(
  "the reserved name %s cannot be assigned",
  (path) => expect(assignmentProblem(path)).toBe("reserved"),
);

test("empty names and endless paths are malformed", () => {
  expect(assignmentProblem("")).toBe("malformed");
  expect(assignmentProblem("a..b")).toBe("malformed");
  expect(assignmentProblem("a.".repeat(10) + "a")).toBe("malformed");
  expect(assignmentProblem("order.size")).toBeNull();
});

test("only own properties are read", () => {
  expect(readVariable({ a: { b: [10] } }, "a.b.0")).toBe(10);
  expect(readVariable({ a: "text" }, "a.length")).toBeUndefined();
  expect(readVariable({}, "constructor.name")).toBeUndefined();
  expect(readVariable({}, "__proto__")).toBeUndefined();
});

test("JSON from outside loses the names that reach behind objects", () => {
  expect(parseJson('{"a":1,"__proto__":{"b":2}}')).toEqual({ a: 1 });
  expect(parseJson("{")).toBeUndefined();
});

test("JSON from outside loses what a database cannot keep", () => {
  expect(parseJson('["\\ud83d\\udc4d","\\ud83d","\\u0000"]')).toEqual(["👍", "\ufffd", "\ufffd"]);
  expect(parseJson('{"\\u0000":1}')).toEqual({});
});
