import { expect, test } from "vitest";
import { unstorableText } from "./unstorable-text";

test.each([
  ["a NUL", { text: "a\0b" }, "text"],
  ["half an emoji", { nodes: [{ data: { text: "\uD83D" } }] }, "nodes[0].data.text"],
  ["the other half", ["\uDE00"], "[0]"],
  ["a key", { flow: { "a\0": 1 } }, "flow"],
  ["nothing around it", "\0", ""],
])("%s is found where it stands", (_, data, path) => {
  expect(unstorableText(data)).toEqual(path);
});

test.each([["text"], ["😀 ñ \u2028"], [{ a: [1, null, undefined, true, new Date(0)] }], [undefined]])(
  "%j can be stored",
  (data) => {
    expect(unstorableText(data)).toBeNull();
  },
);

test("a million levels are looked through", () => {
  const deep = JSON.parse("[".repeat(1_000_000) + "]".repeat(1_000_000)) as unknown;
  expect(unstorableText(deep)).toBeNull();
});
