import { expect, it } from "vitest";
import { metaJson } from "./meta-json";

it("writes compact ASCII with lowercase escapes, emoji as two, and slashes escaped", () => {
  const bytes = metaJson({ text: { body: "Ñandú 👋 https://a.b/c" } });
  expect(bytes.toString("latin1")).toBe(String.raw`{"text":{"body":"\u00d1and\u00fa \ud83d\udc4b https:\/\/a.b\/c"}}`);
});

it("loses nothing on the way back, not even a lone surrogate or a control character", () => {
  const value = { a: "\ud800 \u0000 \n \u007f é \\/ /" };
  expect(JSON.parse(metaJson(value).toString())).toEqual(value);
});
