import { expect, test } from "vitest";
import { initials } from "./avatar";

test("initials are the first letters of the first and the last word", () => {
  expect(initials("Ana Lucía Gómez")).toBe("AG");
  expect(initials("élodie")).toBe("É");
  expect(initials("María-José (tienda)")).toBe("MT");
});

test("who has no letters is told apart by digits", () => {
  expect(initials("+34 600 12 34 56")).toBe("56");
  expect(initials("🙂")).toBe("?");
});
