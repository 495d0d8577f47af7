import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { startGraph } from "@/dev/graph/server";
import { MENU } from "@/dev/menu-flow";
import { setStage, workAll, type Stage } from "@/dev/stage";
import { openNodeMount } from "@/dev/webhook-mounts";
import { sqlInOrganization } from "@/platform/db/in-organization";

const graph = await startGraph({ apps: [], numbers: [], window: false });
vi.stubEnv("META_GRAPH_URL", graph.url);
const front = await openNodeMount();

let stage: Stage;
beforeEach(async () => {
  stage = await setStage(graph, front);
  await stage.addFlow("Menu", MENU);
});
afterAll(async () => {
  await graph.close();
  front.close();
});

const query = <Row>(statement: string) => sqlInOrganization(stage.organizationId, (sql) => sql.query<Row>(statement));
const sentTo = (to: string) => graph.sent({ phoneNumberId: stage.phoneNumberId, to }).length;
const ANA = "491701234567";
const BEA = "491707654321";

test("a customer to whom too much has left waits at Meta's pace, and nobody else does", async () => {
  await stage.says("hola", ANA);
  await workAll();
  await query("update conversations set paid_off_at = now() + interval '270 seconds'");
  await stage.says("1", ANA);
  await stage.says("hola", BEA);
  await workAll();
  expect([sentTo(ANA), sentTo(BEA)]).toEqual([2, 2]);
  const [lane] = await query<{ seconds: number }>(
    `select extract(epoch from wake_at - now())::float8 as seconds from lanes
     where kind = 'conversation' and wake_at < 'infinity' and wake_at > now()`,
  );
  expect(lane?.seconds).toBeGreaterThan(0);
  expect(lane?.seconds).toBeLessThanOrEqual(6);
  await query("update conversations set paid_off_at = now() + interval '264 seconds'");
  await query("update lanes set wake_at = now() where kind = 'conversation'");
  await vi.waitFor(async () => {
    await workAll();
    expect(sentTo(ANA)).toBe(3);
  }, 10_000);
});

test("each bubble costs the pair six seconds", async () => {
  await stage.says("hola", ANA);
  await workAll();
  const [pair] = await query<{ seconds: number }>(
    "select extract(epoch from paid_off_at - now())::float8 as seconds from conversations",
  );
  expect(pair?.seconds).toBeGreaterThan(10);
  expect(pair?.seconds).toBeLessThanOrEqual(12);
});

test("a number keeps to its throughput, in and out together, over all its customers", async () => {
  await query("update whatsapp_connections set messages_per_second = 2");
  const customers = [ANA, BEA, "491700000003"];
  await Promise.all(customers.map((customer) => stage.says("hola", customer)));
  await vi.waitFor(async () => {
    await workAll();
    expect(graph.sent({ phoneNumberId: stage.phoneNumberId })).toHaveLength(6);
  }, 20_000);
  const at = graph.sent({ phoneNumberId: stage.phoneNumberId }).map(({ receivedAt }) => receivedAt.getTime());
  // Six out, two a second, after a burst of two.
  expect(at[5]! - at[0]!).toBeGreaterThanOrEqual(1_900);
});
