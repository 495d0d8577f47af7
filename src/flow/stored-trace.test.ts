import { expect, test } from "vitest";
import { chooseTrigger, type Contender, type Match } from "./trigger";
import { decisionInWords, lossInWords, readTrace } from "./stored-trace";

const winner = { flowId: "f", flowName: "Welcome", nodeId: "n1", keyword: "hola", match: "word" };

test("a decision is told in words", () => {
  expect(decisionInWords({ do: "nothing", why: "no-trigger" })).toBe(
    "No trigger of an active flow fits, so nothing starts.",
  );
  expect(decisionInWords({ do: "start", winner })).toBe("The keyword “hola” (word) starts Welcome.");
  expect(decisionInWords({ do: "start", winner: { ...winner, match: "default" }, interrupting: true })).toBe(
    "No keyword fits, so the default trigger starts Welcome and ends the flow that was waiting.",
  );
});

test("every reason to lose has words", () => {
  const contender = (match: Match, more: Partial<Contender> = {}): Contender => ({
    flowId: "a",
    priority: 1,
    createdAt: 1,
    trigger: { nodeId: "a", keyword: "hola", match },
    ...more,
  });
  const message = { type: "text", text: "hola que tal", choice: null } as Parameters<typeof chooseTrigger>[1];
  const word = contender("word");
  const { losers } = chooseTrigger(
    [
      contender("word", { trigger: { nodeId: "a", keyword: "hola que", match: "word" } }),
      contender("default"),
      word,
      contender("word", { priority: 2 }),
    ],
    message,
  );
  const equals = chooseTrigger(
    [
      word,
      contender("word", { createdAt: 2 }),
      contender("word", { priority: 2 }),
      contender("word", { trigger: { ...word.trigger, nodeId: "b" } }),
    ],
    message,
  );
  const reasons = new Set([...losers, ...equals.losers].map(({ why }) => why));
  expect([...reasons].sort()).toEqual([
    "later-priority",
    "later-trigger",
    "shorter-keyword",
    "weaker-match",
    "younger-flow",
  ]);
  for (const why of reasons) expect(lossInWords(why)).not.toBe(why);
});

test("a trace of another time is not read", () => {
  expect(readTrace(null)).toBeNull();
  expect(readTrace({ steps: [{ node: "n1" }] })).toBeNull();
  expect(readTrace({ decision: { do: "nothing", why: "no-trigger" }, steps: [] })).not.toBeNull();
});
