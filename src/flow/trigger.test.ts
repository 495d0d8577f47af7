import { expect, test } from "vitest";
import { flowOf } from "./golden/flow-of";
import { incomingOf } from "./golden/facts";
import { chooseTrigger, type Contender, type Match } from "./trigger";
import { triggersOf } from "./triggers-of";

const contender = (keyword: string, match: Match, more: Partial<Contender> = {}): Contender => ({
  flowId: "flow",
  priority: 100,
  createdAt: 0,
  trigger: { nodeId: `${match} ${keyword}`, keyword, match },
  ...more,
});
const text = (said: string | null) => incomingOf({ text: said });
const starts = (match: Match, keyword: string, said: string) =>
  chooseTrigger([contender(keyword, match)], text(said)).winner !== null;

test.each<[Match, string, string, boolean]>([
  ["exact", "Menú", "  MENU ", true],
  ["exact", "menu", "menu please", false],
  ["word", "hi", "Oh, hi!", true],
  ["word", "hi", "this", false],
  ["word", "hi", "hi5", false],
  ["word", "hi", "this, hi", true],
  ["word", "good morning", "a GOOD   morning to you", true],
  ["word", "good morning", "good mornings", false],
  ["word", "#promo", "see #promo", true],
  ["word", "#promo", "see#promo", true],
  ["word", "👍", "ok👍ok", true],
  ["word", "señor", "señorita", false],
  ["word", "ol", "¡Olé!", false],
  ["contains", "hi", "this", true],
  ["contains", "niño", "los NIÑOS", true],
  ["contains", "hi", "ho", false],
  ["contains", "", "anything", false],
  ["exact", "", "anything", false],
  ["default", "", "anything", true],
])("%s %j on %j: %s", (...[match, keyword, said, expected]) => expect(starts(match, keyword, said)).toBe(expected));

test("a message without words starts only a default", () => {
  const contenders = [contender("hi", "contains"), contender("default", "default")];
  expect(chooseTrigger(contenders, incomingOf({ type: "audio" })).winner?.trigger.match).toBe("default");
});

test.each(["opt-3", "  Opening HOURS"])("candidates of a reply are its title and its id: %j", (keyword) => {
  const reply = incomingOf({ type: "interactive", choice: { id: "opt-3", title: "Opening hours" } });
  expect(chooseTrigger([contender(keyword, "exact")], reply).winner).not.toBeNull();
});

test("candidates are the caption, and of a template button the text and the payload", () => {
  const tap = incomingOf({ type: "button", text: "Yes, please", choice: { id: "PAYLOAD-7", title: "Yes, please" } });
  expect(chooseTrigger([contender("payload-7", "exact")], tap).winner).not.toBeNull();
  expect(chooseTrigger([contender("yes, please", "exact")], tap).winner).not.toBeNull();
  expect(
    chooseTrigger([contender("price", "word")], incomingOf({ type: "image", text: "The price?" })).winner,
  ).not.toBeNull();
});

test("exact goes before word, contains and default, each loser with its reason", () => {
  const contenders = (["default", "contains", "word", "exact"] as const).map((match) => contender("price", match));
  const { winner, losers } = chooseTrigger(contenders, text("price"));
  expect(winner?.trigger.match).toBe("exact");
  expect(losers.map(({ contender: { trigger }, why }) => [trigger.match, why])).toEqual([
    ["word", "weaker-match"],
    ["contains", "weaker-match"],
    ["default", "weaker-match"],
  ]);
});

test("then the longer keyword, the lower priority, the older flow", () => {
  const contenders = [
    contender("price", "word", { flowId: "short" }),
    contender("the price", "word", { flowId: "late", priority: 2 }),
    contender("the price", "word", { flowId: "young", priority: 1, createdAt: 2 }),
    contender("the price", "word", { flowId: "old", priority: 1, createdAt: 1 }),
    contender("a price", "word", { flowId: "elsewhere" }),
  ];
  const { winner, losers } = chooseTrigger(contenders, text("what is the price"));
  expect(winner?.flowId).toBe("old");
  expect(losers.map(({ contender: { flowId }, why }) => [flowId, why])).toEqual([
    ["young", "younger-flow"],
    ["late", "later-priority"],
    ["short", "shorter-keyword"],
  ]);
});

test("the keyword of a default says nothing about its length", () => {
  const contenders = [
    contender("a very long word", "default", { priority: 2 }),
    contender("", "default", { priority: 1 }),
  ];
  expect(chooseTrigger(contenders, text("x")).winner?.priority).toBe(1);
});

test("the order is total: however they are listed, the same flow starts", () => {
  const contenders = ["b", "a", "c"].flatMap((flowId) =>
    ["2", "1"].map((nodeId): Contender => ({
      ...contender("x", "exact"),
      flowId,
      trigger: { nodeId, keyword: "x", match: "exact" },
    })),
  );
  for (const listed of [contenders, contenders.toReversed()]) {
    const { winner, losers } = chooseTrigger(listed, text("x"));
    expect(winner).toMatchObject({ flowId: "a", trigger: { nodeId: "1" } });
    expect(losers[0]).toMatchObject({ contender: { flowId: "a", trigger: { nodeId: "2" } }, why: "later-trigger" });
  }
});

test("nothing matches, nothing starts", () => {
  expect(chooseTrigger([contender("price", "exact")], text("hello"))).toEqual({ winner: null, losers: [] });
});

test("triggers are extracted as typed; absent match means contains, and keyword default means default", () => {
  const definition = flowOf({
    a: ["trigger", { keyword: " Hola " }],
    b: ["trigger", { keyword: "DÉFAULT", match: "exact" }],
    c: ["trigger", { keyword: "menu", match: "exact" }],
    d: ["message", {}],
  });
  expect(triggersOf(definition)).toEqual([
    { nodeId: "a", keyword: " Hola ", match: "contains" },
    { nodeId: "b", keyword: "DÉFAULT", match: "default" },
    { nodeId: "c", keyword: "menu", match: "exact" },
  ]);
});
