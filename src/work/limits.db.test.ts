import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { startGraph } from "@/dev/graph/server";
import { MENU } from "@/dev/menu-flow";
import { setStage, workAll, type Stage } from "@/dev/stage";
import { openNodeMount } from "@/dev/webhook-mounts";
import { flowOf } from "@/flow/golden/flow-of";
import { asSystem } from "@/platform/db/as-system";
import { sqlInOrganization } from "@/platform/db/in-organization";

// How long a session stays idle and how often the bot moves, with what an organization may change of it.

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
const set = (settings: object) =>
  asSystem((sql) =>
    sql.query("update organizations set settings = $2 where id = $1", [stage.organizationId, settings]),
  );
const says = async (text: string) => {
  await stage.says(text);
  await workAll();
};
const bubbles = async () => (await stage.messages()).filter(({ sender }) => sender === "bot").length;

test.each([
  ["24 h after the question", {}, 24],
  ["an organization may set 1 h", { idleHours: 1 }, 1],
  ["an organization may set 30 d", { idleHours: 720 }, 720],
])("idle expiry: %s", async (_, settings, hours) => {
  await set(settings);
  await stage.addFlow("Menu", MENU);
  await says("hola");
  const [waits] = await query(
    `select ((s.waiting ->> 'expiresAt')::float8 - (s.waiting ->> 'since')::float8) / 3600000 as hours, t.kind,
       extract(epoch from t.fire_at) * 1000 = (s.waiting ->> 'expiresAt')::float8 as "isTimed"
     from sessions s join timers t on t.session_id = s.id`,
  );
  expect(waits).toEqual({ hours, kind: "expiry", isTimed: true });
});

test.each([0.5, 721, "24", null, true])("idle expiry: an organization may not set %j hours", async (idleHours) => {
  await expect(set({ idleHours })).rejects.toThrow("organizations_idle_hours");
});

test.each([0, 10_001, "9999", null])("an organization may not set %j bot moves an hour", async (movesPerHour) => {
  await expect(set({ movesPerHour })).rejects.toThrow("organizations_moves_per_hour");
});

test("at most 120 bot moves per contact and hour; what comes then waits for a person, and the next hour is a new one", async () => {
  await stage.addFlow("Menu", MENU);
  await says("hola");
  expect(await query("select moves from conversations")).toEqual([{ moves: 1 }]);
  await query("update conversations set moves = 119");
  await says("1");
  expect(await bubbles()).toBe(3);
  await says("hola");
  expect(await bubbles()).toBe(3);
  expect(await query("select moves, status from conversations")).toEqual([{ moves: 120, status: "waiting" }]);
  await query("update conversations set moves_since = now() - interval '61 minutes'");
  await says("hola");
  expect(await bubbles()).toBe(5);
  expect(await query("select moves, status from conversations")).toEqual([{ moves: 1, status: "open" }]);
});

test("at most 120 bot moves per contact and hour: an organization may change it", async () => {
  await set({ movesPerHour: 2 });
  await stage.addFlow("Menu", MENU);
  for (const text of ["hola", "1", "hola"]) await says(text);
  expect(await bubbles()).toBe(3);
});

test("at most 120 bot moves per contact and hour: a flow that goes in a circle by itself rests until the next, and loses nothing", async () => {
  await stage.addFlow(
    "Ticks",
    flowOf(
      {
        t: ["trigger", { keyword: "tick", match: "exact" }],
        d: ["delay", { seconds: 1 }],
        m: ["message", { text: "Tick" }],
        g: ["goto", { targetNodeId: "d" }],
      },
      ["t > d", "d > m", "m > g"],
    ),
  );
  const ring = async () => {
    await query("update timers set fire_at = now()");
    await query("update sessions set waiting = jsonb_set(waiting, '{until}', '0')");
    await query("update lanes set wake_at = now() where kind = 'conversation'");
    await workAll();
  };
  await says("tick");
  await ring();
  expect(await bubbles()).toBe(1);
  await query("update conversations set moves = 120");
  await ring();
  expect(await bubbles()).toBe(1);
  const rests = await query(
    `select fire_at = date_trunc('milliseconds', (select moves_since from conversations) + interval '1 hour') as "untilTheHourIsOver" from timers`,
  );
  expect(rests).toEqual([{ untilTheHourIsOver: true }]);
  await says("still there?");
  expect((await stage.messages()).at(-1)).toMatchObject({ sender: "contact", content: "still there?" });
  await query("update conversations set moves_since = now() - interval '61 minutes'");
  await ring();
  expect(await bubbles()).toBe(2);
});
