import { afterEach, expect, test } from "vitest";
import { parseExposition } from "@/dev/exposition";
import { asSystem } from "../db/as-system";
import { createKeeper } from "./keeper";
import { createLedger } from "./ledger";
import { dropGoneProcesses, readMetrics } from "./read-metrics";

const OUTCOME = { outcome: "stored" };
const query = (statement: string) => asSystem((sql) => sql.query(statement));
const scrape = async () => parseExposition(await readMetrics("1.2.3"));
const stored = async () => (await scrape()).sum("recado_webhooks_total", OUTCOME);

afterEach(() => query("with counts as (delete from metric_counts) delete from metric_processes"));

/** What one process counts, and how it brings it. */
function process(gauges: Readonly<Record<string, number>> = {}, enter?: typeof asSystem) {
  const ledger = createLedger();
  return { ...ledger, ...createKeeper(ledger, () => gauges, enter) };
}

test("what two processes count adds up, also when both store at once", async () => {
  const [web, worker] = [process(), process()];
  for (let round = 0; round < 5; round++) {
    for (const one of [web, worker]) {
      one.count("recado_webhooks_total", OUTCOME, 3);
      one.observe("recado_lane_work_seconds", { kind: "conversation" }, 0.02);
      one.count("recado_lane_failures_total", { kind: `kind ${round}`, fault: "passing" });
    }
    await Promise.all([web.flush(), worker.flush()]);
  }
  const { sum } = await scrape();
  expect(sum("recado_webhooks_total", OUTCOME)).toBe(30);
  expect(sum("recado_lane_work_seconds_count", { kind: "conversation" })).toBe(10);
  expect(sum("recado_lane_failures_total")).toBe(10);
});

test("counts that could not be stored are kept, and those of meanwhile too", async () => {
  let away = true;
  const one = process({}, (work) => (away ? Promise.reject(new Error("away")) : asSystem(work)));
  one.count("recado_webhooks_total", OUTCOME);
  await expect(one.flush()).rejects.toThrow("away");
  one.count("recado_webhooks_total", OUTCOME);
  await expect(one.flush()).rejects.toThrow("away");
  away = false;
  await one.flush();
  expect(await stored()).toBe(2);
});

test("counts that were stored although their process did not hear of it are stored once", async () => {
  let isHeard = false;
  const one = process({}, async (work) => {
    const result = await asSystem(work);
    if (!isHeard) throw new Error("the answer was lost");
    return result;
  });
  one.count("recado_webhooks_total", OUTCOME);
  await expect(one.flush()).rejects.toThrow("the answer was lost");
  isHeard = true;
  one.count("recado_webhooks_total", OUTCOME);
  await one.flush();
  expect(await stored()).toBe(2);
});

test("a flush that comes while one is under way brings what was counted before it", async () => {
  const one = process();
  one.count("recado_webhooks_total", OUTCOME);
  const first = one.flush();
  one.count("recado_webhooks_total", OUTCOME);
  await Promise.all([first, one.flush(), one.flush()]);
  expect(await stored()).toBe(2);
});

test("a process tells of its pool until a minute after it was last heard of", async () => {
  const name = async () => (await scrape()).samples.filter(({ labels }) => labels["state"] === "marked");
  await process({ marked: 7 }).flush();
  expect(await name()).toMatchObject([{ value: 7, labels: { process: expect.stringContaining("-") as string } }]);
  const own = (await scrape()).sum("recado_processes");
  await query("update metric_processes set seen_at = now() - interval '61 s' where gauges ? 'marked'");
  expect(await name()).toEqual([]);
  expect((await scrape()).sum("recado_processes")).toBe(own - 1);
});

test("a process that is long gone leaves nothing, and what it counted stays", async () => {
  const gone = process();
  gone.count("recado_webhooks_total", OUTCOME);
  await gone.flush();
  await query("update metric_processes set seen_at = now() - interval '61 minutes'");
  await asSystem(dropGoneProcesses);
  expect(await query("select from metric_processes")).toEqual([]);
  expect(await stored()).toBe(1);
});

test("scrapes that come together are one reading", async () => {
  const one = readMetrics("1");
  expect(readMetrics("1")).toBe(one);
  await one;
  const next = readMetrics("1");
  expect(next).not.toBe(one);
  await next;
});
