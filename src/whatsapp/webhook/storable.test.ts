import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { storable } from "./storable";

describe("storable", () => {
  test("leaves what PostgreSQL takes as it is", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (json) => {
        const text = JSON.stringify(json);
        fc.pre(!/\\u0000|\\ud[89a-f]/i.test(text));
        expect(storable(JSON.parse(text))).toEqual({ json: JSON.parse(text) as unknown, changed: false });
      }),
    );
  });

  test.each([
    ['"a\\u0000b"', "a\uFFFDb"],
    ['"\\ud83d"', "\uFFFD"],
    ['"\\ude00\\ud83d"', "\uFFFD\uFFFD"],
    ['{"a\\u0000":["\\udfff"]}', { "a\uFFFD": ["\uFFFD"] }],
    ["[1e400]", [null]],
  ])("writes another character where %s has one that cannot be stored", (text, json) => {
    expect(storable(JSON.parse(text))).toEqual({ json, changed: true });
  });

  test("keeps a whole surrogate pair", () => expect(storable("😀")).toEqual({ json: "😀", changed: false }));

  test("cuts what lies deeper than 64 levels, and says so", () => {
    const nested = (levels: number) => JSON.parse("[".repeat(levels) + "]".repeat(levels)) as unknown;
    expect(storable(nested(64)).changed).toBe(false);
    const { json, changed } = storable(nested(65));
    expect(changed).toBe(true);
    expect(JSON.stringify(json)).toBe(`${"[".repeat(64)}"[cut: nested too deep]"${"]".repeat(64)}`);
  });

  test.each([
    ["[", "]"],
    ['{"a":', "}"],
  ])("takes a bomb of %s", (open, close) => {
    expect(storable(JSON.parse(open.repeat(200_000) + "1" + close.repeat(200_000))).changed).toBe(true);
  });

  test("copies a key that is named like the prototype", () => {
    const text = '{"__proto__":{"a":1}}';
    const { json } = storable(JSON.parse(text));
    expect(JSON.stringify(json)).toBe(text);
    expect(Object.getPrototypeOf(json)).toBe(Object.prototype);
  });
});
