import pg from "pg";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { sendMessage } from "@/conversation/server/send-message";
import { startGraph } from "@/dev/graph/server";
import { makeMember } from "@/dev/member";
import { MENU } from "@/dev/menu-flow";
import { setStage, workAll, type MessageRow, type Stage } from "@/dev/stage";
import { openNodeMount } from "@/dev/webhook-mounts";
import { sqlInOrganization } from "@/platform/db/in-organization";
import { newId } from "@/platform/id";
import { claim } from "@/platform/lanes/claim";
import { conversationLane } from "./conversation";

// What happens when taking in fails: by the event's own fault, by the machinery's, or with the whole worker.
const graph = await startGraph({ apps: [], numbers: [], window: false });
vi.stubEnv("META_GRAPH_URL", graph.url);
const front = await openNodeMount();
const database = new pg.Client(process.env["DATABASE_URL"]);
await database.connect();

let stage: Stage;
beforeEach(async () => {
  stage = await setStage(graph, front);
  await stage.addFlow("Menu", MENU);
});
afterEach(() => allow());
afterAll(async () => {
  await database.end();
  await graph.close();
  front.close();
});

/** Makes the database refuse rows until `allow`. */
async function refuse(rows: { on: string; when: string; code?: string }): Promise<void> {
  await database.query(`create or replace function refuse() returns trigger language plpgsql as $$
    begin if ${rows.when} then raise exception 'the test refuses this' using errcode = '${rows.code ?? "P0001"}'; end if;
    return new; end $$`);
  await database.query(
    `create trigger refuse before insert or update on ${rows.on} for each row execute function refuse()`,
  );
}
const allow = () => database.query("drop function if exists refuse() cascade");

const within = <T>(work: Parameters<typeof sqlInOrganization<T>>[1]) => sqlInOrganization(stage.organizationId, work);
const query = <Row>(statement: string, values: unknown[] = []) => within((sql) => sql.query<Row>(statement, values));
const told = (messages: readonly MessageRow[]) => messages.map(({ sender, content }) => `${sender}: ${content}`);
const texts = () => graph.sent({ phoneNumberId: stage.phoneNumberId }).map(({ text }) => text);
const greeted = () =>
  vi.waitFor(async () => {
    await workAll();
    expect(texts()).toHaveLength(2);
  }, 10_000);
/** What waits after a failure is due at once. */
async function workAgain(): Promise<void> {
  await query("update webhook_events set retry_at = null where retry_at is not null");
  await query("update lanes set wake_at = now(), not_before = '-infinity' where kind = 'conversation'");
  await workAll();
}
const secondsUntilRetry = async () => {
  const [event] = await query<{ seconds: number }>(
    "select extract(epoch from retry_at - clock_timestamp())::float8 as seconds from webhook_events where state = 'received'",
  );
  return event?.seconds ?? Number.NaN;
};
const agentSays = async (text: string) => {
  const { userId } = await makeMember(stage.organizationId, "agent");
  const [conversation] = await query<{ id: string }>("select id from conversations");
  const { organizationId } = stage;
  const place = { conversationId: conversation?.id ?? "", organizationId, clientId: newId(), userId };
  return within((sql) => sendMessage(sql, { ...place, message: { kind: "text", text } }));
};

test("an event that always fails is given up after eight tries, and the next one passes", async () => {
  await stage.says("hola");
  await greeted();
  await refuse({ on: "messages", when: "new.content = 'poison'" });
  await stage.says("poison");
  for (let tries = 0; tries < 9; tries++) await workAgain();
  const [event] = await query("select state, tries, error from webhook_events order by position desc limit 1");
  expect(event).toMatchObject({ state: "failed", tries: 8, error: "the test refuses this" });
  await stage.says("1");
  await vi.waitFor(async () => {
    await workAll();
    expect(told(await stage.messages()).at(-1)).toBe("bot: You chose Red");
  }, 10_000);
});

test("people see what was given up, and that nobody answers it", async () => {
  await stage.says("hola");
  await greeted();
  await refuse({ on: "sessions", when: "true" });
  await stage.says("please call me");
  for (let tries = 0; tries < 9; tries++) await workAgain();
  expect(told(await stage.messages()).at(-1)).toBe("contact: please call me");
  expect(await query("select status, unread from conversations")).toEqual([{ status: "waiting", unread: 2 }]);
});

test("a failing event waits longer after each try, and what a person sends does not", async () => {
  await stage.says("hola");
  await greeted();
  await refuse({ on: "messages", when: "new.content = 'poison'" });
  await stage.says("poison");
  const waits: number[] = [];
  for (let tries = 0; tries < 4; tries++) {
    await workAgain();
    waits.push(await secondsUntilRetry());
  }
  expect(waits.map((seconds) => Math.round(seconds))).toEqual([1, 3, 13, 51]);
  await agentSays("A person here");
  await workAll();
  expect(texts().at(-1)).toBe("A person here");
  expect(await secondsUntilRetry()).toBeGreaterThan(40);
});

test("faults of the machinery count no try; a worker that dies counts one", async () => {
  await stage.says("hola");
  await claim({ conversation: conversationLane }, 1);
  await query("update lanes set lease_until = '-infinity'");
  await refuse({ on: "sessions", when: "true", code: "40001" });
  for (let tries = 0; tries < 9; tries++) await workAgain();
  expect(await query("select state, tries from webhook_events")).toEqual([{ state: "received", tries: 1 }]);
  await allow();
  await workAgain();
  await greeted();
});

test("a session whose timer is given up has ended, and its conversation waits for a person", async () => {
  const position = { x: 0, y: 0 };
  await stage.addFlow("Later", {
    nodes: [
      { id: "t", type: "trigger", data: { name: "Later", keyword: "later", match: "exact" }, position },
      { id: "d", type: "delay", data: { name: "Wait", seconds: 60 }, position },
      { id: "m", type: "message", data: { name: "Done", text: "done" }, position },
    ],
    edges: [
      { id: "1", source: "t", target: "d", sourceHandle: null },
      { id: "2", source: "d", target: "m", sourceHandle: null },
    ],
  });
  await stage.says("later");
  await workAll();
  await query("update timers set tries = 8, fire_at = now()");
  await workAgain();
  const state = await query(
    `select s.status as session, s.end_reason as reason, c.status as conversation, (select count(*)::int from timers) as timers
     from sessions s join conversations c on c.id = s.conversation_id`,
  );
  expect(state).toEqual([{ session: "Errored", reason: "timer-failed", conversation: "waiting", timers: 0 }]);
});
