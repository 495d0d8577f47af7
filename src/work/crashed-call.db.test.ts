import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { addCallingFlow } from "@/dev/calling-flow";
import { startGraph } from "@/dev/graph/server";
import { openWeb } from "@/dev/local-web";
import { setStage, workAll, type Stage } from "@/dev/stage";
import { openNodeMount } from "@/dev/webhook-mounts";
import { mergeContacts } from "@/conversation/server/merge-contacts";
import { asSystem } from "@/platform/db/as-system";
import { sqlInOrganization } from "@/platform/db/in-organization";
import { claim } from "@/platform/lanes/claim";
import { LeaseLost, type Lane } from "@/platform/lanes/lane";
import { drain } from "@/platform/lanes/drain";
import { laneKinds } from ".";
import { makeCall } from "./http-call";
import { settleCall } from "./settle-call";
import { takeCall, type CallToMake } from "./take-call";
import { ensureUpkeep } from "./upkeep";

// The three phases of a call by hand, and a worker that dies between two of them: its lease runs out, and nothing else is lost.

const graph = await startGraph({ apps: [], numbers: [], window: false });
vi.stubEnv("META_GRAPH_URL", graph.url);
vi.stubEnv("HTTP_ALLOW_HOSTS", "127.0.0.1");
const front = await openNodeMount();
const crm = await openWeb((_, response) => response.end('{"price":"12 €"}'));

let stage: Stage;
beforeEach(async () => {
  crm.heard.length = 0;
  stage = await setStage(graph, front);
});
afterAll(async () => {
  await graph.close();
  front.close();
  crm.close();
});

const ofStage = <Row>(statement: string) => asSystem((sql) => sql.query<Row>(statement, [stage.organizationId]));
const lastTold = async () => (await stage.messages()).at(-1)?.content;
const keys = () => crm.heard.map(({ headers }) => headers["idempotency-key"]);

/** A customer asked; the call is written down, and its lane is ours. */
async function begin(method: string): Promise<Lane> {
  await addCallingFlow(stage, crm.url, { method });
  await stage.says("price");
  await drain({ conversation: laneKinds["conversation"]! }, { deadline: Date.now() + 5_000, concurrency: 5 });
  return claimed();
}
async function claimed(): Promise<Lane> {
  const [lane] = await claim({ http: { handicap: 0 } }, 1);
  if (!lane) throw new Error("no call is due");
  return lane;
}
async function taken(lane: Lane): Promise<CallToMake> {
  const step = await takeCall(lane);
  if (step.do !== "call") throw new Error("there is nothing to call");
  return step.call;
}
/** Its worker is dead for so long that nothing of it can be under way any more. */
async function diesLongAgo(): Promise<void> {
  await ofStage("update lanes set lease_until = '-infinity' where organization_id = $1 and lease is not null");
  await ofStage("update http_calls set attempted_at = attempted_at - interval '1 minute' where organization_id = $1");
}

test.each(["GET", "POST"])("a %s whose worker died before it took the call is made once", async (method) => {
  await begin(method);
  await diesLongAgo();
  await workAll();
  expect(await lastTold()).toBe("It costs 12 €");
  expect(crm.heard).toHaveLength(1);
});

test.each([
  { method: "GET", line: "It costs 12 €", times: 1 },
  { method: "PUT", line: "It costs 12 €", times: 1 },
  { method: "POST", line: "Sorry: unconfirmed ", times: 0 },
  { method: "PATCH", line: "Sorry: unconfirmed ", times: 0 },
])("a $method that may or may not have left comes to: $line", async ({ method, line, times }) => {
  await taken(await begin(method));
  await diesLongAgo();
  await workAll();
  expect(await lastTold()).toBe(line);
  expect(crm.heard).toHaveLength(times);
});

test.each([
  { method: "GET", line: "It costs 12 €", times: 2 },
  { method: "DELETE", line: "It costs 12 €", times: 2 },
  { method: "POST", line: "Sorry: unconfirmed ", times: 1 },
])("a $method whose answer died with its worker is heard $times times, by one key", async ({ method, line, times }) => {
  await makeCall(await taken(await begin(method)));
  await diesLongAgo();
  await workAll();
  expect(await lastTold()).toBe(line);
  expect(keys()).toHaveLength(times);
  expect(new Set(keys()).size).toBe(1);
});

test("an answer that was written down wakes its conversation even if the worker died before it could", async () => {
  const lane = await begin("POST");
  const call = await taken(lane);
  await settleCall(lane, call, await makeCall(call));
  await diesLongAgo();
  await workAll();
  expect(await lastTold()).toBe("price");
  await ensureUpkeep();
  await workAll();
  await workAll();
  expect(await lastTold()).toBe("It costs 12 €");
  expect(crm.heard).toHaveLength(1);
});

test("a call whose lane was never woken is found by upkeep", async () => {
  await begin("GET");
  await ofStage("delete from lanes where organization_id = $1 and kind = 'http'");
  await workAll();
  expect(crm.heard).toEqual([]);
  await ensureUpkeep();
  await workAll();
  await workAll();
  expect(await lastTold()).toBe("It costs 12 €");
});

test("a call moves along when its customer turns out to be somebody else", async () => {
  await stage.says("hello", "491700000002");
  await begin("GET");
  const [from, into] = await ofStage<{ id: string }>(
    "select id from contacts where organization_id = $1 order by wa_id = '491700000002'",
  );
  await sqlInOrganization(stage.organizationId, (sql) =>
    mergeContacts(sql, { organizationId: stage.organizationId, from: from!.id, into: into!.id }),
  );
  await ensureUpkeep();
  await workAll();
  await workAll();
  expect((await stage.messages("491700000002")).at(-1)?.content).toBe("It costs 12 €");
});

test("what may still be under way is not made again: its time has to be over", async () => {
  const first = await begin("GET");
  const call = await taken(first);
  await ofStage("update lanes set lease_until = '-infinity' where organization_id = $1 and kind = 'http'");
  const second = await claimed();
  const step = await takeCall(second);
  expect(step.do).toBe("rest");
  const until = step.do === "rest" ? step.until : null;
  expect(until!.getTime() - Date.now()).toBeGreaterThan((call.request.timeoutSeconds + 3) * 1000);
  await expect(settleCall(first, call, await makeCall(call))).rejects.toThrow(LeaseLost);
  expect(await ofStage("select state from http_calls where organization_id = $1")).toEqual([{ state: "pending" }]);
});

test("a call that ends its worker each time is given up", async () => {
  await begin("GET");
  for (let attempt = 1; attempt <= 6; attempt++) {
    await diesLongAgo();
    await taken(await claimed());
  }
  await diesLongAgo();
  await workAll();
  expect(await lastTold()).toBe("Sorry: unconfirmed ");
  expect(crm.heard).toEqual([]);
});

test("settling a call twice, or one whose session moved on, changes nothing", async () => {
  const lane = await begin("GET");
  const call = await taken(lane);
  const outcome = await makeCall(call);
  expect(await settleCall(lane, call, outcome)).not.toBeNull();
  expect(await settleCall(lane, call, { kind: "timed-out" })).toBeNull();
  expect(await ofStage("select result from http_calls where organization_id = $1")).toMatchObject([
    { result: { error: null } },
  ]);
  await ofStage("delete from http_calls where organization_id = $1");
  expect(await settleCall(lane, call, outcome)).toBeNull();
});

test("an answer that can not be taken in ends its session after eight tries, and people see it", async () => {
  const lane = await begin("GET");
  const call = await taken(lane);
  await settleCall(lane, call, await makeCall(call));
  await ofStage("update http_calls set tries = 8 where organization_id = $1");
  await ofStage("update lanes set wake_at = now() where organization_id = $1 and kind = 'conversation'");
  await workAll();
  expect(await ofStage("select status, end_reason from sessions where organization_id = $1")).toEqual([
    { status: "Errored", end_reason: "call-failed" },
  ]);
  expect(await ofStage("select status from conversations where organization_id = $1")).toEqual([{ status: "waiting" }]);
  expect(await ofStage("select id from http_calls where organization_id = $1")).toEqual([]);
});
