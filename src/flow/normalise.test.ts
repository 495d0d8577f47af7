import { expect, test } from "vitest";
import { normalise } from "./normalise";

test("case, accents and white space do not matter", () => {
  expect(normalise("  ¿Qué\u00a0 TAL,\n Señor? ")).toBe("¿que tal, senor?");
  expect(normalise("İstanbul")).toBe("istanbul");
});

test("composed and decomposed letters are the same", () => {
  expect(normalise("caf\u00e9")).toBe(normalise("cafe\u0301"));
});

test("vowel signs keep words apart where they are letters", () => {
  expect(normalise("कि")).not.toBe(normalise("का"));
});

test("an emoji is the same with and without its selector", () => {
  expect(normalise("❤\ufe0f")).toBe(normalise("❤"));
});
