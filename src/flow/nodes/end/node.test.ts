import { expect, test } from "vitest";
import { flowOf } from "../../golden/flow-of";
import { play } from "../../golden/play";

const end = (data: Record<string, unknown>) =>
  play({
    definition: flowOf({ t: ["trigger", { keyword: "go" }], e: ["end", data] }, ["t > e"]),
    script: [{ says: "go" }],
  }).session;

test("the session is Completed with the node's reason", () => {
  expect(end({ reason: "sold" })).toMatchObject({
    status: "Completed",
    endReason: "sold",
    context: { endReason: "sold" },
  });
});

test("an end without a reason has completed the flow", () => {
  expect(end({})).toMatchObject({ endReason: "completed" });
  expect(end({ reason: " " })).toMatchObject({ endReason: "completed" });
});
