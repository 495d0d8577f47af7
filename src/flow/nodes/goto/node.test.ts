import { expect, test } from "vitest";
import { flowOf } from "../../golden/flow-of";
import { play } from "../../golden/play";

test("a jump continues at its target", () => {
  const definition = flowOf(
    { t: ["trigger", { keyword: "go" }], g: ["goto", { targetNodeId: "m" }], m: ["message", { text: "Here" }] },
    ["t > g"],
  );
  expect(play({ definition, script: [{ says: "go" }] }).lines).toEqual([
    "customer: go",
    "bot: Here",
    "(Completed: no-next)",
  ]);
});

test("a jump to nowhere ends the session Errored", () => {
  const definition = flowOf({ t: ["trigger", { keyword: "go" }], g: ["goto", { targetNodeId: "gone" }] }, ["t > g"]);
  const { session } = play({ definition, script: [{ says: "go" }] });
  expect(session).toMatchObject({ status: "Errored", endReason: "no-such-node", currentNodeId: "gone" });
});
