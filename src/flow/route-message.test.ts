import { expect, test } from "vitest";
import { INCOMING_TYPES } from "@/conversation/message";
import { advance } from "./engine/advance";
import { compile } from "./engine/graph";
import { ENV, incomingOf, said, tapped } from "./golden/facts";
import { flowOf } from "./golden/flow-of";
import { routeMessage } from "./route-message";
import { newSession, type InboundMessage } from "./session";
import type { Contender, Match } from "./trigger";

const graph = compile(
  flowOf(
    {
      t: ["trigger", { keyword: "go" }],
      q: ["options", { text: "Which?", options: ["Red", "Blue"] }],
      d: ["delay", { seconds: 60 }],
    },
    ["t > q", "q:opt-0 > d"],
  ),
);
const start = advance(
  graph,
  newSession("s"),
  { kind: "start", id: "e1", triggerNodeId: "t", message: said("go") },
  ENV,
);
const asked = start.session;
const delayed = advance(graph, asked, { kind: "message", id: "e2", message: said("Red") }, ENV).session;

const flow = (keyword: string, match: Match): Contender => ({
  flowId: match,
  priority: 0,
  createdAt: 0,
  trigger: { nodeId: "t", keyword, match },
});
const flows = [flow("menu", "exact"), flow("price", "word"), flow("red", "exact"), flow("", "default")];
const route = (message: InboundMessage, session: typeof asked | null, more = {}) =>
  routeMessage({
    message,
    ownedByPerson: false,
    live: session && { graph, session },
    contenders: flows,
    movesLastHour: 0,
    ...more,
  });

test("1. a conversation owned by a person runs no flow", () => {
  expect(route(said("Red"), asked, { ownedByPerson: true })).toEqual({ do: "nothing", why: "owned-by-person" });
  expect(route(said("menu"), null, { ownedByPerson: true })).toEqual({ do: "nothing", why: "owned-by-person" });
});

test("2. the waiting node accepts the message: the session continues, even against an exact trigger", () => {
  expect(route(said("red"), asked)).toEqual({ do: "continue", why: "accepted" });
});

test("3. it does not, but an exact trigger matches: that flow starts and interrupts", () => {
  expect(route(said("Menu"), asked)).toMatchObject({ do: "start", winner: { flowId: "exact" }, interrupting: true });
  expect(route(said("Menu"), delayed)).toMatchObject({ do: "start", winner: { flowId: "exact" }, interrupting: true });
});

test("4. otherwise a question asks again, and a delay keeps waiting and records", () => {
  expect(route(said("the price"), asked)).toEqual({ do: "continue", why: "not-accepted" });
  expect(route(said("the price"), delayed)).toEqual({ do: "record", why: "waits-for-something-else" });
});

test("5. without a live session the best trigger starts, and losers are told", () => {
  expect(route(said("the price"), null)).toMatchObject({
    do: "start",
    winner: { flowId: "word" },
    losers: [{ contender: { flowId: "default" }, why: "weaker-match" }],
    interrupting: false,
  });
  expect(route(said("x"), null, { contenders: flows.slice(0, 3) })).toEqual({ do: "nothing", why: "no-trigger" });
});

test("a tap on an old question's button is no answer: its title counts as words", () => {
  const [bubble] = asked.waiting?.for === "reply" ? asked.waiting.bubbles : [];
  const price = { id: "opt-0", title: "Price" };
  expect(route(tapped(price, bubble), asked)).toEqual({ do: "continue", why: "accepted" });
  expect(route(tapped(price), asked)).toEqual({ do: "continue", why: "accepted" });
  expect(route(tapped(price, "s0:1:0"), asked)).toEqual({ do: "continue", why: "not-accepted" });
  expect(route(tapped(price, null), asked)).toEqual({ do: "continue", why: "not-accepted" });
  expect(route(tapped({ id: "opt-0", title: "Menu" }, null), asked)).toMatchObject({ do: "start", interrupting: true });
});

test("an answer that comes after the question expired is a new conversation", () => {
  const late = { ...said("the price"), at: ENV.now + ENV.idleMs };
  expect(route(late, asked)).toMatchObject({ do: "start", winner: { flowId: "word" }, interrupting: true });
});

test("reactions, stickers, system messages and the like are never offered to flows", () => {
  const offered = INCOMING_TYPES.filter((type) => {
    const message = { incoming: incomingOf({ type, text: "menu" }), at: ENV.now };
    return route(message, null).do === "start";
  });
  expect(offered).toEqual([
    ...["text", "button", "interactive", "image", "video", "audio", "document", "location", "contacts", "order"],
  ]);
  const group = { incoming: incomingOf({ text: "menu", group: true }), at: ENV.now };
  expect(route(group, asked)).toEqual({ do: "nothing", why: "not-offered" });
});

test("two bots cannot talk for ever: 120 moves an hour, or what the organization says", () => {
  expect(route(said("menu"), null, { movesLastHour: 119 }).do).toBe("start");
  expect(route(said("menu"), null, { movesLastHour: 120 })).toEqual({ do: "nothing", why: "too-many-moves" });
  expect(route(said("red"), asked, { movesLastHour: 5, maxMovesPerHour: 5 }).do).toBe("nothing");
});
