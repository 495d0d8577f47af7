import { expect, test } from "vitest";
import { assignmentProblem, parseJson, readVariable, writeVariable } from "./variable";

test("a dotted path creates the objects on its way", () => {
  expect(writeVariable({}, "order.address.city", "Cali")).toEqual({ order: { address: { city: "Cali" } } });
});

test("writing leaves what was there, and the old context, as it was", () => {
  const before = { order: { id: 1 } };
  expect(writeVariable(before, "order.size", "M")).toEqual({ order: { id: 1, size: "M" } });
  expect(before).toEqual({ order: { id: 1 } });
});

test("an item of a list is written by its index", () => {
  expect(writeVariable({ items: [{ n: 1 }, { n: 2 }] }, "items.1.n", 3)).toEqual({ items: [{ n: 1 }, { n: 3 }] });
  expect(writeVariable({ items: ["a"] }, "items.1", "b")).toEqual({ items: ["a", "b"] });
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
