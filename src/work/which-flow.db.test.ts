import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { startGraph } from "@/dev/graph/server";
import { setStage, workAll, type Stage } from "@/dev/stage";
import { openNodeMount } from "@/dev/webhook-mounts";
import { flowOf } from "@/flow/golden/flow-of";
import { readTrace } from "@/flow/stored-trace";
import { sqlInOrganization } from "@/platform/db/in-organization";

// Which flow a message starts or moves, where the database has a say in it: across flows, and by WhatsApp's message ids.

const graph = await startGraph({ apps: [], numbers: [], window: false });
vi.stubEnv("META_GRAPH_URL", graph.url);
const front = await openNodeMount();

let stage: Stage;
beforeEach(async () => {
  stage = await setStage(graph, front);
});
afterAll(async () => {
  await graph.close();
  front.close();
});

const query = <Row>(statement: string) => sqlInOrganization(stage.organizationId, (sql) => sql.query<Row>(statement));
const told = async () => (await stage.messages()).map(({ sender, content }) => `${sender}: ${content}`);
const says = async (text: string) => {
  await stage.says(text);
  await workAll();
};
const answers = (keyword: string, match: string, text: string) =>
  flowOf({ t: ["trigger", { keyword, match }], m: ["message", { text }] }, ["t > m"]);

test("one flow per message: the decision, with the losers and why, is stored in the trace", async () => {
  await stage.addFlow("Anything", answers("", "default", "Hello"));
  await stage.addFlow("Prices", answers("price", "word", "It is free"));
  await stage.addFlow("Young prices", answers("price", "word", "It is expensive"));
  await stage.addFlow("Menu", answers("menu", "exact", "Here"));
  await says("what is the price?");
  expect(await told()).toEqual(["contact: what is the price?", "bot: It is free"]);
  expect(await query("select 1 from sessions")).toHaveLength(1);
  const [event] = await query<{ trace: unknown }>("select trace from webhook_events where kind = 'message'");
  expect(readTrace(event?.trace)?.decision).toMatchObject({
    do: "start",
    winner: { flowName: "Prices", keyword: "price", match: "word" },
    losers: [
      { flowName: "Young prices", keyword: "price", match: "word", why: "younger-flow" },
      { flowName: "Anything", match: "default", why: "weaker-match" },
    ],
  });
});

test("the decision that nothing starts is stored in the trace, too", async () => {
  await says("what is the price?");
  const [event] = await query<{ trace: unknown }>("select trace from webhook_events where kind = 'message'");
  expect(readTrace(event?.trace)?.decision).toEqual({ do: "nothing", why: "no-trigger" });
});

test("a delay keeps waiting: the message is recorded and shown as unanswered, and its timer stands", async () => {
  const steps = {
    t: ["trigger", { keyword: "remind me", match: "exact" }],
    d: ["delay", { seconds: 60 }],
    m: ["message", { text: "You said {{ input }}" }],
  } as const;
  await stage.addFlow("Later", flowOf(steps, ["t > d", "d > m"]));
  await says("remind me");
  const timer = await query("select fire_at from timers");
  expect(timer).toHaveLength(1);
  await says("hello?");
  expect(await told()).toEqual(["contact: remind me", "contact: hello?"]);
  expect(await query("select fire_at from timers")).toEqual(timer);
  const state = `select c.status as conversation, s.status as session, s.context ->> 'input' as input,
    s.context #>> '{inputHistory,1,text}' as remembered from sessions s join conversations c on c.id = s.conversation_id`;
  expect(await query(state)).toEqual([
    { conversation: "waiting", session: "Paused", input: "hello?", remembered: "hello?" },
  ]);
});

const SHIRT = flowOf(
  {
    t: ["trigger", { keyword: "shirt", match: "exact" }],
    c: ["options", { text: "Which colour?", options: ["Red", "Blue"] }],
    s: ["options", { text: "Which size?", options: ["Small", "Large"], maxAttempts: 5 }],
    m: ["message", { text: "Size {{ lastSelectedOption }}" }],
  },
  ["t > c", "c:opt-0 > s", "c:opt-1 > s", "s:opt-0 > m", "s:opt-1 > m"],
);

/** The customer is asked for the size; a tap then names the bubble that begins so, or none. */
async function taps(title: string, id: string, bubble: string | null): Promise<readonly string[]> {
  await stage.addFlow("Shirt", SHIRT);
  await says("shirt");
  await says("red");
  const held = (await stage.messages()).find(({ content }) => bubble !== null && content.startsWith(bubble));
  const tap = { kind: "button_reply" as const, id, title, ...(held && { contextId: held.waMessageId ?? "" }) };
  expect(held === undefined).toBe(bubble === null);
  await graph.customerSays({ phoneNumberId: stage.phoneNumberId, from: "491701234567", tap });
  await workAll();
  return (await told()).slice(4);
}

test.each([
  ["with the waiting bubble's own wa message id it counts", "Whatever", "Which size?", "bot: Size Large"],
  ["an old button never answers a new question", "Blue", "Which colour?", "bot: Which size?"],
  ["an old button is treated as its title's text", "Small", "Which colour?", "bot: Size Small"],
  ["without context it counts", "Whatever", null, "bot: Size Large"],
])("a tap counts for the question it belongs to: %s", async (...[, title, bubble, answer]) => {
  expect((await taps(title, "opt-1", bubble)).at(-1)).toContain(answer);
});
