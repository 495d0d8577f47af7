import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { parseExposition, type Scrape } from "@/dev/exposition";
import { startGraph } from "@/dev/graph/server";
import { MENU } from "@/dev/menu-flow";
import { setStage, workAll, type Stage } from "@/dev/stage";
import { textsBody } from "@/dev/webhook-body";
import { openNodeMount } from "@/dev/webhook-mounts";
import { asSystem } from "@/platform/db/as-system";
import { GET } from "./route";

const TOKEN = "a token of the tests";
vi.stubEnv("METRICS_TOKEN", TOKEN);
const graph = await startGraph({ apps: [], numbers: [], window: false, statusesUpTo: "none" });
vi.stubEnv("META_GRAPH_URL", graph.url);
const front = await openNodeMount();
afterAll(async () => {
  await graph.close();
  front.close();
});

const ask = (authorization?: string) =>
  GET(new Request("http://127.0.0.1/api/metrics", { headers: authorization === undefined ? {} : { authorization } }));
const scrape = async (): Promise<Scrape> => {
  const response = await ask(`Bearer ${TOKEN}`);
  expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  return parseExposition(await response.text());
};

let stage: Stage;
beforeAll(() => workAll());
beforeEach(async () => {
  stage = await setStage(graph, front);
  await stage.addFlow("Menu", MENU);
});

/** What `work` adds to a count. */
async function added(work: () => Promise<unknown>) {
  const before = await scrape();
  await work();
  const after = await scrape();
  return (name: string, labels?: Record<string, string>) => after.sum(name, labels) - before.sum(name, labels);
}

test("only who has the token may read", async () => {
  expect((await ask()).status).toBe(401);
  expect((await ask("Bearer another")).status).toBe(401);
  expect((await ask(`Bearer ${TOKEN} `)).status).toBe(200);
  expect((await ask(TOKEN)).status).toBe(401);
});

test("without a token there is nothing to read", async () => {
  vi.resetModules();
  vi.stubEnv("METRICS_TOKEN", "");
  const { GET: withoutToken } = await import("./route");
  const request = new Request("http://127.0.0.1/api/metrics", { headers: { authorization: "Bearer " } });
  expect((await withoutToken(request)).status).toBe(404);
  vi.stubEnv("METRICS_TOKEN", TOKEN);
});

test("a message and its two answers move the counts by exactly what happened", async () => {
  const more = await added(async () => {
    await stage.says("hola");
    await workAll();
  });
  expect(graph.sent({ phoneNumberId: stage.phoneNumberId })).toHaveLength(2);
  expect(more("recado_webhooks_total")).toBe(1);
  expect(more("recado_webhooks_total", { outcome: "stored" })).toBe(1);
  expect(more("recado_webhook_acknowledgement_seconds_count", { status: "200" })).toBe(1);
  expect(more("recado_webhook_acknowledgement_seconds_sum")).toBeGreaterThan(0);
  expect(more("recado_webhook_items_total", { outcome: "stored" })).toBe(1);
  expect(more("recado_events_worked_total", { state: "processed" })).toBe(1);
  expect(more("recado_sends_total", { outcome: "sent" })).toBe(2);
  expect(more("recado_sends_total")).toBe(2);
  expect(more("recado_lane_work_seconds_count", { kind: "conversation" })).toBe(1);
  expect(more("recado_lane_failures_total")).toBe(0);
  expect(more("recado_graph_errors_total")).toBe(0);
});

test("a repeated delivery is known, a forged one refused, and one that breaks off malformed", async () => {
  const path = `/api/webhooks/whatsapp/${stage.webhookKey}`;
  const body = textsBody(stage, [{ id: "wamid.once", from: "491700000001", text: "hola" }]);
  const signature = `sha256=${createHmac("sha256", stage.appSecret).update(body).digest("hex")}`;
  const { sum } = await scrape();
  const malformed = sum("recado_webhooks_total", { outcome: "malformed" });
  const more = await added(async () => {
    for (let times = 0; times < 2; times++) await front.send(path, { body, signature });
    await front.send(path, { body, signature: `sha256=${"0".repeat(64)}` });
    await front.send("/api/webhooks/whatsapp?hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=1");
    await front.breakOff(path);
    await expect
      .poll(async () => (await scrape()).sum("recado_webhooks_total", { outcome: "malformed" }))
      .toBe(malformed + 1);
  });
  expect(more("recado_webhook_items_total", { outcome: "stored" })).toBe(1);
  expect(more("recado_webhook_items_total", { outcome: "known" })).toBe(1);
  expect(more("recado_webhooks_total", { outcome: "refused" })).toBe(1);
  expect(more("recado_webhooks_total", { outcome: "handshake-refused" })).toBe(1);
  expect(more("recado_webhook_acknowledgement_seconds_count", { status: "200" })).toBe(2);
  expect(more("recado_webhook_acknowledgement_seconds_count", { status: "403" })).toBe(1);
});

test("Meta's refusals are counted by their codes, those that nobody knows as others", async () => {
  await workAll();
  const more = await added(async () => {
    graph.faults.sends({ kind: "error", code: 131026 }, { times: 1 });
    await stage.says("hola", "34600000001");
    await workAll();
    graph.faults.sends({ kind: "error", code: 987654 }, { times: 1 });
    await stage.says("hola", "34600000002");
    await workAll();
  });
  expect(more("recado_graph_errors_total", { code: "131026" })).toBe(1);
  expect(more("recado_graph_errors_total", { code: "other" })).toBe(1);
  expect(more("recado_sends_total", { outcome: "refused" })).toBe(2);
});

test("what waits is told by kind, with the longest waiting", async () => {
  await asSystem((sql) =>
    sql.query(
      `insert into lanes (kind, key, organization_id, wake_at) values ('http', 'a', $1, now() - interval '100 s'),
         ('http', 'b', $1, now() - interval '40 s'), ('http', 'c', $1, now() + interval '1 h'), ('upkeep', 'd', null, now() - interval '5 s')`,
      [stage.organizationId],
    ),
  );
  const { sum } = await scrape();
  expect(sum("recado_lanes_due", { kind: "http" })).toBe(2);
  expect(sum("recado_lane_oldest_due_seconds", { kind: "http" })).toBeCloseTo(100, 0);
  expect(sum("recado_oldest_waiting_seconds")).toBeCloseTo(100, 0);
  expect(sum("recado_pool_connections", { state: "total" })).toBeGreaterThan(0);
  expect(sum("recado_processes")).toBe(1);
  await asSystem((sql) => sql.query("delete from lanes where key in ('a', 'b', 'c', 'd')"));
});

test("no label names an organization, a person or a conversation", async () => {
  await stage.says("hola");
  await workAll();
  const { samples } = await scrape();
  const values = samples.flatMap(({ labels }) =>
    Object.entries(labels).flatMap(([label, value]) => (label === "process" || label === "version" ? [] : [value])),
  );
  expect(values.filter((value) => !/^([a-z_-]{1,24}|[\d.]{1,9}|\d+-\d+|\+Inf)$/.test(value))).toEqual([]);
});
