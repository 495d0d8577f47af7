import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { startGraph } from "@/dev/graph/server";
import { MENU } from "@/dev/menu-flow";
import { setStage, workAll, type Stage } from "@/dev/stage";
import { openNodeMount } from "@/dev/webhook-mounts";
import { sqlInOrganization } from "@/platform/db/in-organization";
import { countInbound, waitsForNumber } from "./number-pace";
import { settleBubble } from "./settle-bubble";
import type { BubbleToSend } from "./take-bubble";

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

test("what came in while nothing left counts for its second only", async () => {
  const start = Date.now();
  vi.useFakeTimers({ toFake: ["Date"], now: start });
  for (let n = 0; n < 1_000; n++) countInbound(stage.connectionId);
  vi.setSystemTime(start + 2_000);
  expect(await sqlInOrganization(stage.organizationId, (sql) => waitsForNumber(sql, stage.connectionId))).toBeNull();
  vi.useRealTimers();
  const [number] = await query<{ seconds: number }>(
    "select extract(epoch from paid_off_at - now())::float8 as seconds from whatsapp_connections",
  );
  expect(number?.seconds).toBeLessThan(1);
});

test("what customers write comes in while somebody counts the pace of the number", async () => {
  const { organizationId, connectionId, phoneNumberId } = stage;
  const said = await sqlInOrganization(organizationId, async (sql) => {
    await waitsForNumber(sql, connectionId);
    return graph.customerSays({ phoneNumberId, from: ANA, text: "hola" });
  });
  expect(said.status).toBe(200);
});

test("messages that leave together share the leave that one of them took", async () => {
  let waiting = 4;
  let go = () => {};
  const all = new Promise<void>((resolve) => (go = resolve));
  const ask = () =>
    sqlInOrganization(stage.organizationId, async (sql) => {
      if ((waiting -= 1) === 0) go();
      await all;
      return waitsForNumber(sql, stage.connectionId);
    });
  expect(await Promise.all([ask(), ask(), ask(), ask()])).toEqual([null, null, null, null]);
  const [number] = await query<{ seconds: number }>(
    "select extract(epoch from paid_off_at - now())::float8 as seconds from whatsapp_connections",
  );
  // An eighth of a second's worth is ten.
  expect(number?.seconds).toBeLessThanOrEqual(10 / 80);
});

test("what Meta says beside an answer pauses the account, whatever became of the message", async () => {
  await stage.says("hola");
  await workAll();
  const [message] = await query<{ id: string }>("select id from messages where direction = 'outbound' limit 1");
  const bubble = { messageId: message?.id, connectionId: stage.connectionId } as BubbleToSend;
  const answer = { kind: "accepted", waMessageId: "wamid.again", restSeconds: 60 } as const;
  await sqlInOrganization(stage.organizationId, (sql) => settleBubble(sql, bubble, answer));
  const [number] = await query<{ seconds: number }>(
    "select extract(epoch from sends_not_before - now())::float8 as seconds from whatsapp_connections",
  );
  expect(number?.seconds).toBeGreaterThan(50);
});
