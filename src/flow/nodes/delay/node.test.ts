import { expect, test } from "vitest";
import { flowOf } from "../../golden/flow-of";
import { play } from "../../golden/play";
import { delayNode } from "./node";

const definition = flowOf(
  { t: ["trigger", { keyword: "go" }], d: ["delay", { seconds: 90 }], m: ["message", { text: "Now" }] },
  ["t > d", "d > m"],
);

test("a delay pauses on a timer and goes on when it rings", () => {
  const { lines, moves } = play({ definition, script: [{ says: "go" }, { waits: "89s" }, { waits: "1s" }] });
  expect(moves[0]?.effects).toMatchObject([
    { kind: "schedule", timer: "time", at: (moves[0]?.trace[0]?.at ?? 0) + 90_000 },
  ]);
  expect(lines).toEqual(["customer: go", "bot: Now", "(Completed: no-next)"]);
});

test("a message during a delay leaves the same timer pending", () => {
  const { moves } = play({ definition, script: [{ says: "go" }, { waits: "30s" }, { says: "well?" }] });
  const [first, second] = moves;
  expect(second?.session.context).toMatchObject({ input: "well?", messageCount: 2 });
  expect(second?.effects.map((effect) => ({ ...effect, id: null }))).toEqual(
    first?.effects.map((effect) => ({ ...effect, id: null })),
  );
});

test("a delay lasts from a second to 30 days", () => {
  const isValid = (seconds: unknown) => delayNode.data.safeParse({ seconds }).success;
  expect([1, 0.5, 2_592_000, 2_592_001, "60", undefined].map(isValid)).toEqual([
    true,
    false,
    true,
    false,
    false,
    false,
  ]);
});
