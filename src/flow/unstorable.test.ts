import { expect, test } from "vitest";
import { unstorableAt } from "./unstorable";

const withText = (text: string) => ({ nodes: [{ id: "a" }, { id: "b", data: { text } }] });

test("emoji, accents and other scripts can be kept", () => {
  expect(unstorableAt(withText("¡Olá! 👩‍👧 नमस्ते"))).toBeNull();
});

test("a null character and half an emoji are found where they stand", () => {
  expect(unstorableAt(withText("a\0b"))).toBe("nodes[1].data.text");
  expect(unstorableAt(withText("\ud83d!"))).toBe("nodes[1].data.text");
});

test("a bad key is found at what holds it", () => {
  expect(unstorableAt({ nodes: [{ "a\0": 1 }] })).toBe("nodes[0]");
});
