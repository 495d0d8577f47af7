import { expect, test } from "vitest";
import { STARTER } from "./starter";
import { triggersOf } from "./triggers-of";

test("new triggers in the editor start as word", () => {
  expect(triggersOf(STARTER).map(({ match }) => match)).toEqual(["word"]);
});
