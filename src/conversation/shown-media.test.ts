import { expect, test } from "vitest";
import { placeOf, sizeInWords, whyNoMedia } from "./shown-media";

test("what is not here says why, and whether it may still come", () => {
  expect(whyNoMedia({ state: "kept", trouble: null })).toBeNull();
  expect(whyNoMedia({ state: "waiting", trouble: null })).toBe("Being fetched…");
  expect(whyNoMedia({ state: "waiting", trouble: "unreachable" })).toBe(
    "Meta could not be reached. It is tried again by itself.",
  );
  expect(whyNoMedia({ state: "failed", trouble: "unreachable" })).toBe("Meta could not be reached.");
  expect(whyNoMedia({ state: "dropped", trouble: null })).toMatch(/gone/);
});

test.each([
  [
    { width: 1600, height: 1200 },
    { width: 320, ratio: "1600 / 1200" },
  ],
  [
    { width: 600, height: 1200 },
    { width: 160, ratio: "600 / 1200" },
  ],
  [
    { width: 100, height: 50 },
    { width: 100, ratio: "100 / 50" },
  ],
  [
    { width: 4, height: 4000 },
    { width: 48, ratio: "4 / 4000" },
  ],
  [{ width: null, height: null }, null],
])("a picture of %o gets a place of %o", (size, place) => expect(placeOf(size)).toEqual(place));

test("sizes are said as people say them", () => {
  expect([0, 900, 45_200, 3_440_000].map(sizeInWords)).toEqual(["0 kB", "1 kB", "46 kB", "3.4 MB"]);
});
