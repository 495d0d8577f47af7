import { expect, test } from "vitest";
import { checkHeaders, headerIn, headersOf } from "./request-headers";

const problems = (headers: Record<string, unknown>) => checkHeaders(headers).map(({ code }) => code);

test("headers are texts, whatever an import wrote", () => {
  expect(headersOf({ "X-Count": 3, "X-Yes": true, Accept: " text/plain ", "X-Empty": null, "": "" })).toEqual([
    ["X-Count", "3"],
    ["X-Yes", "true"],
    ["Accept", "text/plain"],
    ["X-Empty", ""],
  ]);
  expect(problems({ "X-Count": 3, Authorization: "Bearer {{ secrets.key }}", "": "" })).toEqual([]);
});

test("a header is found whatever its case", () => {
  expect(headerIn({ "content-TYPE": "text/plain" }, "content-type")).toBe("text/plain");
  expect(headerIn({}, "content-type")).toBeUndefined();
});

test.each(["X Y", "X:", "{{ name }}", "Ñ", "", "X\r\nY"])("%j is no header's name", (name) => {
  expect(problems({ [name]: "x" })).toEqual(["bad-header"]);
  expect(headersOf({ [name]: "x" })).toEqual([]);
});

test.each(["Host", "content-length", "Transfer-Encoding", "Connection", "Proxy-Authorization", "TE"])(
  "%s is set by whoever carries the request",
  (name) => {
    expect(problems({ [name]: "x" })).toEqual(["bad-header"]);
    expect(headersOf({ [name]: "x", "X-A": "b" })).toEqual([["X-A", "b"]]);
  },
);

test("a value keeps to its line and to what servers take", () => {
  expect(problems({ "X-A": "a\r\nX-B: c" })).toEqual(["bad-header"]);
  expect(problems({ "X-A": "a\tb" })).toEqual([]);
  expect(problems({ "X-A": "x".repeat(8_193) })).toEqual(["bad-header"]);
  expect(problems({ "X-A": "{{ x" })).toEqual(["bad-template"]);
});

test("of one header there is one: the last, and publishing says so", () => {
  const twice = { Accept: "text/plain", accept: "text/html" };
  expect(headersOf(twice)).toEqual([["accept", "text/html"]]);
  expect(problems(twice)).toEqual(["bad-header"]);
});

test("a request has at most 50 headers", () => {
  const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`X-${index}`, "x"]));
  expect(problems(many(50))).toEqual([]);
  expect(problems(many(51))).toEqual(["bad-header"]);
});
