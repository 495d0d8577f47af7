import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { handBack } from "@/conversation/server/hand-back";
import { sendMessage } from "@/conversation/server/send-message";
import { startGraph } from "@/dev/graph/server";
import { makeMember } from "@/dev/member";
import { setStage, workAll, type Stage } from "@/dev/stage";
import { openNodeMount } from "@/dev/webhook-mounts";
import { flowOf } from "@/flow/golden/flow-of";
import { sqlInOrganization } from "@/platform/db/in-organization";
import { newId } from "@/platform/id";

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

const query = <Row>(statement: string, values: unknown[] = []) =>
  sqlInOrganization(stage.organizationId, (sql) => sql.query<Row>(statement, values));
const texts = () => graph.sent({ phoneNumberId: stage.phoneNumberId }).map(({ text }) => text);
const works = (check: () => void | Promise<void>) =>
  vi.waitFor(async () => {
    await workAll();
    await check();
  }, 10_000);
const here = async () => {
  const [row] = await query<{ id: string }>("select id from conversations");
  return { conversationId: row?.id ?? "", organizationId: stage.organizationId };
};
const conversation = async () => {
  const [row] = await query(`select owner, status, handoff_queue as queue, handoff_note as note from conversations`);
  return row;
};

const ASKS_FOR_A_PERSON = flowOf(
  {
    t: ["trigger", { keyword: "help", match: "exact" }],
    c: ["contact", { attributes: { topic: "{{ input }}" }, addTags: ["needs-help"] }],
    m: ["message", { text: "One moment, {{ contact.attributes.topic }} is on its way." }],
    h: [
      "handoff",
      { queue: "support", note: "{{ contact.name }} wrote {{ input }}", message: "A person will answer." },
    ],
    z: ["message", { text: "Welcome back to the bot." }],
  },
  ["t > c", "c > m", "m > h", "h > z"],
);

test("a flow hands over with queue and note, and what it said before still leaves", async () => {
  await stage.addFlow("Help", ASKS_FOR_A_PERSON);
  await stage.says("help");
  await works(() => expect(texts()).toEqual(["One moment, help is on its way.", "A person will answer."]));
  expect(await conversation()).toEqual({
    owner: "person",
    status: "waiting",
    queue: "support",
    note: "Ana wrote help",
  });
  expect(await query("select attributes, tags from contacts")).toEqual([
    { attributes: { topic: "help" }, tags: ["needs-help"] },
  ]);
});

test("while people have it no flow answers, and handing it back takes the way out, once", async () => {
  await stage.addFlow("Help", ASKS_FOR_A_PERSON);
  await stage.says("help");
  await works(() => expect(texts()).toHaveLength(2));
  await stage.says("help");
  await workAll();
  expect(texts()).toHaveLength(2);
  const { userId } = await makeMember(stage.organizationId, "agent");
  const reply = { ...(await here()), message: { kind: "text", text: "I am here" } as const, clientId: newId(), userId };
  await sqlInOrganization(stage.organizationId, (sql) => sendMessage(sql, reply));
  await works(() => expect(texts()).toHaveLength(3));
  expect(await conversation()).toMatchObject({ owner: "person", status: "open" });
  for (let twice = 0; twice < 2; twice++) {
    const given = await here();
    await sqlInOrganization(stage.organizationId, (sql) => handBack(sql, given));
    await workAll();
  }
  await works(() => expect(texts().slice(2)).toEqual(["I am here", "Welcome back to the bot."]));
  expect(await conversation()).toEqual({ owner: "bot", status: "open", queue: null, note: null });
  expect(await query("select status, end_reason as reason from sessions")).toEqual([
    { status: "Completed", reason: "no-next" },
  ]);
});

test("what the customer said last is shown as unanswered when nobody has answered it", async () => {
  await stage.addFlow("Help", ASKS_FOR_A_PERSON);
  await stage.says("something else");
  await workAll();
  const { userId } = await makeMember(stage.organizationId, "agent");
  const reply = { ...(await here()), message: { kind: "text", text: "I am here" } as const, clientId: newId(), userId };
  await sqlInOrganization(stage.organizationId, (sql) => sendMessage(sql, reply));
  await works(() => expect(texts()).toHaveLength(1));
  await stage.says("and now?");
  await workAll();
  const given = await here();
  await sqlInOrganization(stage.organizationId, (sql) => handBack(sql, given));
  await workAll();
  expect(await conversation()).toMatchObject({ owner: "bot", status: "waiting" });
});

test("outside the window a message leaves as its template, and is shown as that", async () => {
  const fallback = { templateName: "come_back", templateLanguage: "en", templateParameters: [] };
  await stage.addFlow(
    "Later",
    flowOf(
      {
        t: ["trigger", { keyword: "later", match: "exact" }],
        d: ["delay", { seconds: 60 }],
        m: ["message", { text: "Still there?", windowFallback: fallback }],
      },
      ["t > d", "d > m"],
    ),
  );
  await stage.says("later");
  await workAll();
  await query("update conversations set last_inbound_at = now() - interval '25 hours'");
  await query("update timers set fire_at = now()");
  await query("update sessions set waiting = jsonb_set(waiting, '{until}', '0')");
  await query("update lanes set wake_at = now() where kind = 'conversation'");
  await works(async () => {
    expect((await stage.messages()).at(-1)).toMatchObject({ status: "Delivered", content: "Template come_back" });
  });
  expect(graph.sent({ phoneNumberId: stage.phoneNumberId }).at(-1)).toMatchObject({ type: "template" });
});
