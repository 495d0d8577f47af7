import { beforeEach, expect, test } from "vitest";
import { makeConversation } from "@/dev/conversation";
import { makeTenant, type Tenant } from "@/dev/tenant";
import type { Sql } from "@/platform/db/door";
import { sqlInOrganization } from "@/platform/db/in-organization";
import { newId } from "@/platform/id";
import { advance } from "../engine/advance";
import { ENV, said } from "../golden/facts";
import { flowOf } from "../golden/flow-of";
import { loadGraph } from "./load-graph";
import { publishFlow } from "./publish-flow";
import { runFlow } from "./run-flow";
import { saveFlow } from "./save-flow";
import { findLiveSession, saveSession } from "./sessions";

const asks = (keyword: string, answer: string) =>
  flowOf(
    {
      t: ["trigger", { keyword, match: "exact" }],
      q: ["options", { text: "Which?", options: ["Red", "Blue"] }],
      m: ["message", { text: answer }],
    },
    ["t > q", "q:opt-0 > m", "q:opt-1 > m"],
  );

let tenant: Tenant;
let conversationId: string;
beforeEach(async () => {
  tenant = await makeTenant();
  conversationId = await makeConversation(tenant);
});
const inside = <T>(work: (sql: Sql) => Promise<T>) => sqlInOrganization(tenant.organizationId, work);
const query = <Row>(statement: string, values: unknown[] = []) => inside((sql) => sql.query<Row>(statement, values));

async function publish(name: string, definition: object, id?: string): Promise<string> {
  const { organizationId } = tenant;
  return inside(async (sql) => {
    const saved = await saveFlow(sql, { organizationId, name, definition, ...(id !== undefined && { id }) });
    if (!saved.ok) throw new Error("It was refused");
    await publishFlow(sql, { flowId: saved.id, message: "", authorId: null });
    return saved.id;
  });
}

/** The customer writes, and the flows do what they do. Gives what they said. */
async function hears(text: string, { eventId = newId(), at = ENV.now } = {}): Promise<unknown[]> {
  const { organizationId, connectionId } = tenant;
  const env = { ...ENV, now: at };
  const place = { conversationId, organizationId, connectionId, contactId: newId() };
  const message = { ...said(text), at };
  const { bubbles } = await inside((sql) =>
    runFlow(sql, { ...place, owner: "bot", movesLastHour: 0, env }, { by: "message", eventId, message }),
  );
  return bubbles.map((bubble) => ("text" in bubble.message ? bubble.message.text : bubble.message.kind));
}
const ends = () => query("select status, end_reason as reason from sessions order by created_at");

test("at most one live session per conversation: the database refuses a second, and takes any number that are finished", async () => {
  await publish("Colours", asks("go", "Fine"));
  await hears("go");
  const another = (status: string) =>
    query(
      `insert into sessions (id, organization_id, conversation_id, flow_id, flow_version_id, status, context, waiting)
       select $1, organization_id, conversation_id, flow_id, flow_version_id, $2, '{}', case $2 when 'Completed' then null else waiting end
       from sessions limit 1`,
      [newId(), status],
    );
  await expect(another("Paused")).rejects.toThrow("sessions_one_live");
  await expect(another("Active")).rejects.toThrow("sessions_one_live");
  await another("Completed");
  expect(await ends()).toHaveLength(2);
});

test("finished sessions are kept, each with the reason of its end", async () => {
  await publish("Colours", asks("go", "Fine"));
  for (const text of ["go", "red", "go", "?", "?"]) await hears(text);
  expect(await ends()).toEqual([
    { status: "Completed", reason: "no-next" },
    { status: "Completed", reason: "no-match" },
  ]);
});

test("a session that is neither waiting nor being worked on cannot exist after a transaction commits", async () => {
  await publish("Colours", asks("go", "Fine"));
  await hears("go");
  for (const change of ["waiting = null", "status = 'Active', waiting = null", "status = 'Completed'"]) {
    await expect(query(`update sessions set ${change}`)).rejects.toThrow("sessions_live_waits");
  }
  expect(await ends()).toEqual([{ status: "Paused", reason: null }]);
});

test("a session is pinned to the version it began with and finishes on it", async () => {
  const flowId = await publish("Colours", asks("go", "The first version"));
  await hears("go");
  await publish("Colours", asks("go", "The second version"), flowId);
  expect(await hears("red")).toEqual(["The first version"]);
  await hears("go");
  expect(await hears("red")).toEqual(["The second version"]);
});

test("a session has flow, version, node, context, what it waits for and since when, expiresAt, revision and reason of the end", async () => {
  const flowId = await publish("Colours", asks("go", "Fine"));
  await hears("go");
  const [version] = await query<{ id: string }>("select id from flow_versions");
  const state = () =>
    query(
      `select flow_id, flow_version_id, current_node_id, context ->> 'input' as input, waiting, revision, end_reason from sessions`,
    );
  const pinned = { flow_id: flowId, flow_version_id: version?.id };
  const waiting = { for: "reply", since: ENV.now, expiresAt: ENV.now + ENV.idleMs };
  expect(await state()).toMatchObject([
    { ...pinned, current_node_id: "q", input: "go", waiting, revision: 1, end_reason: null },
  ]);
  await hears("blue");
  expect(await state()).toMatchObject([
    { ...pinned, current_node_id: "m", input: "blue", waiting: null, revision: 2, end_reason: "no-next" },
  ]);
});

test("the revision is an optimistic lock: a move made from an older state of the session is not written", async () => {
  await publish("Colours", asks("go", "Fine"));
  await hears("go");
  const older = await inside((sql) => findLiveSession(sql, conversationId));
  await hears("green");
  const late = inside(async (sql) => {
    const { graph } = await loadGraph(sql, older!.flowVersionId);
    const moved = advance(graph, older!, { kind: "message", id: newId(), message: said("red") }, ENV);
    await saveSession(sql, { ...tenant, conversationId }, { session: older!, moved });
  });
  await expect(late).rejects.toThrow("moved meanwhile");
  expect(await query("select status, revision, context ->> 'input' as input from sessions")).toEqual([
    { status: "Paused", revision: 2, input: "green" },
  ]);
});

test("the same event twice changes nothing: the session waits on, and so does its timer", async () => {
  await publish("Colours", asks("go", "Fine"));
  await hears("go");
  const eventId = newId();
  await hears("green", { eventId });
  const timers = await query("select id, fire_at from timers");
  expect(timers).toHaveLength(1);
  expect(await hears("green", { eventId })).toEqual([]);
  expect(await query("select id, fire_at from timers")).toEqual(timers);
  expect(await query("select revision from sessions")).toEqual([{ revision: 2 }]);
});

test("an exact trigger ends the waiting session as interrupted, its timer with it, and its own flow starts", async () => {
  await publish("Colours", asks("go", "Fine"));
  await publish("Menu", asks("menu", "Here"));
  await hears("go");
  await hears("Menu");
  expect(
    await query(
      "select f.name, s.status, end_reason as reason, revision from sessions s join flows f on f.id = s.flow_id order by s.created_at",
    ),
  ).toEqual([
    { name: "Colours", status: "Completed", reason: "interrupted", revision: 2 },
    { name: "Menu", status: "Paused", reason: null, revision: 1 },
  ]);
  expect(
    await query("select f.name from timers t join sessions s on s.id = t.session_id join flows f on f.id = s.flow_id"),
  ).toEqual([{ name: "Menu" }]);
});

test("a message that comes after the question expired ends its session as expired, and starts a flow anew", async () => {
  await publish("Colours", asks("go", "Fine"));
  await hears("go");
  await hears("go", { at: ENV.now + ENV.idleMs });
  expect(await ends()).toEqual([
    { status: "Completed", reason: "expired" },
    { status: "Paused", reason: null },
  ]);
});
