import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { handBack } from "@/conversation/server/hand-back";
import { startGraph } from "@/dev/graph/server";
import { setStage, workAll, type Stage } from "@/dev/stage";
import { openNodeMount } from "@/dev/webhook-mounts";
import { flowOf } from "@/flow/golden/flow-of";
import { keepMove, laterMoves } from "@/flow/server/later-moves";
import { readTrace } from "@/flow/stored-trace";
import { sqlInOrganization } from "@/platform/db/in-organization";

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

/** Of each message in turn: the session it moved, as its event tells. */
async function sessionsMoved() {
  const events = await query<{ trace: unknown }>(
    "select trace from webhook_events where kind = 'message' order by position",
  );
  return events.map(({ trace }) => {
    const session = readTrace(trace)?.session;
    if (!session) throw new Error("A message moved no session");
    return { sessionId: session.id, revision: session.revision };
  });
}

async function told(after: { sessionId: string; revision: number }) {
  const later = await sqlInOrganization(stage.organizationId, (sql) => laterMoves(sql, after));
  return {
    moves: later?.moves.map(({ begunBy, trace }) => [begunBy, readTrace(trace)?.steps.map(({ nodeId }) => nodeId)]),
    said: later?.said.map(({ content }) => content),
  };
}

async function ringNow(): Promise<void> {
  await query("update timers set fire_at = now()");
  await query("update sessions set waiting = jsonb_set(waiting, '{until}', '0') where waiting ->> 'for' = 'time'");
  await query("update lanes set wake_at = now() where kind = 'conversation'");
  await workAll();
}

test("what a session does by itself is told with the message that it follows", async () => {
  const steps = {
    t: ["trigger", { keyword: "hi", match: "exact" }],
    d: ["delay", { seconds: 60 }],
    m: ["message", { text: "A minute has passed." }],
    d2: ["delay", { seconds: 60 }],
    o: ["options", { text: "Another?", options: ["Yes", "No"] }],
    h: ["handoff", {}],
    z: ["message", { text: "Back again." }],
  } as const;
  await stage.addFlow(
    "Waits",
    flowOf(steps, ["t > d", "d > m", "m > d2", "d2 > o", "o:opt-0 > h", "o:opt-1 > z", "h > z"]),
  );
  await stage.says("hi");
  await workAll();
  await ringNow();
  await ringNow();
  await stage.says("Yes");
  await workAll();
  const [conversation] = await query<{ id: string }>("select id from conversations");
  const given = { conversationId: conversation?.id ?? "", organizationId: stage.organizationId };
  await sqlInOrganization(stage.organizationId, (sql) => handBack(sql, given));
  await workAll();
  const [first, second] = await sessionsMoved();
  expect(await told(first!)).toEqual({
    moves: [
      ["time", ["d", "m", "d2"]],
      ["time", ["d2", "o"]],
    ],
    said: ["A minute has passed.", expect.stringContaining("Another?")],
  });
  expect(await told(second!)).toEqual({ moves: [["hand-back", ["h", "z"]]], said: ["Back again."] });
});

test("of a session that goes in a circle by itself the last hundred moves are kept, with the message they follow", async () => {
  await stage.addFlow(
    "Waits",
    flowOf({ t: ["trigger", { keyword: "hi", match: "exact" }], h: ["handoff", {}] }, ["t > h"]),
  );
  await stage.says("hi");
  await workAll();
  const [moved] = await sessionsMoved();
  const { sessionId, revision } = moved!;
  for (let n = 1; n <= 120; n++) {
    const session = { id: sessionId, flowId: "f", flow: "Menu", version: 1, revision: revision + n, status: "Paused" };
    const input = { by: "timer", timerId: `t${n}`, timer: "time" } as const;
    await sqlInOrganization(stage.organizationId, (sql) =>
      keepMove(sql, stage.organizationId, { input, trace: { session, steps: [] } }),
    );
  }
  const later = await sqlInOrganization(stage.organizationId, (sql) => laterMoves(sql, moved!));
  expect(later?.moves.map((move) => move.revision - revision)).toEqual(Array.from({ length: 100 }, (_, n) => n + 21));
});
