import { expect, test } from "vitest";
import { flowOf } from "../../golden/flow-of";
import { play } from "../../golden/play";
import { triggerNode } from "./node";

const codes = (keyword: string, match?: "exact" | "default") =>
  triggerNode.check?.({ keyword, match }).map(({ code }) => code);

test("a trigger is entry only: it says nothing and goes on", () => {
  const definition = flowOf({ t: ["trigger", { keyword: "hi" }], m: ["message", { text: "Hello" }] }, ["t > m"]);
  const { lines, session } = play({ definition, script: [{ says: "hi" }] });
  expect(lines).toEqual(["customer: hi", "bot: Hello", "(Completed: no-next)"]);
  expect(session?.context).toMatchObject({ triggerKeyword: "hi", triggerMessage: "hi" });
});

test("a keyword has 1 to 64 characters", () => {
  expect(codes("")).toEqual(["missing-text"]);
  expect(codes(" \u0301 ")).toEqual(["missing-text"]);
  expect(codes("x".repeat(65))).toEqual(["too-long"]);
  expect(codes("x".repeat(64))).toEqual([]);
  expect(codes("", "default")).toEqual([]);
});
