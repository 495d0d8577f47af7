import { expect, test } from "vitest";
import { parseExposition } from "@/dev/exposition";
import { exposition } from "./exposition";
import { createLedger } from "./ledger";

test("what was counted is told with its labels", () => {
  const ledger = createLedger();
  ledger.count("recado_webhooks_total", { outcome: "stored" });
  ledger.count("recado_webhooks_total", { outcome: "stored" });
  ledger.count("recado_lane_failures_total", { kind: "status", fault: "passing" }, 5);
  const { sum, types } = parseExposition(exposition(ledger.take(), []));
  expect(sum("recado_webhooks_total", { outcome: "stored" })).toBe(2);
  expect(sum("recado_lane_failures_total", { kind: "status", fault: "passing" })).toBe(5);
  expect(types).toMatchObject({ recado_sends_total: "counter", recado_lane_work_seconds: "histogram" });
});

test("what is taken is counted no more", () => {
  const ledger = createLedger();
  ledger.count("recado_webhooks_total", { outcome: "stored" });
  expect(ledger.take()).toHaveLength(1);
  expect(ledger.take()).toEqual([]);
});

test("a duration falls into its bucket and all larger ones, and one on a bound into that", () => {
  const ledger = createLedger();
  for (const seconds of [0.0004, 0.25, 99])
    ledger.observe("recado_webhook_acknowledgement_seconds", { status: "200" }, seconds);
  const { sum } = parseExposition(exposition(ledger.take(), []));
  const upTo = (le: string) => sum("recado_webhook_acknowledgement_seconds_bucket", { le, status: "200" });
  expect([upTo("0.001"), upTo("0.1"), upTo("0.25"), upTo("5"), upTo("+Inf")]).toEqual([1, 1, 2, 2, 3]);
  expect(sum("recado_webhook_acknowledgement_seconds_sum")).toBeCloseTo(99.2504);
  expect(sum("recado_webhook_acknowledgement_seconds_count")).toBe(3);
});

test("a histogram without labels is told too", () => {
  const ledger = createLedger();
  ledger.observe("recado_pool_wait_seconds", {}, 0.003);
  expect(parseExposition(exposition(ledger.take(), [])).sum("recado_pool_wait_seconds_count")).toBe(1);
});

test("buckets of another version count in the next larger one, and series that are no more are left out", () => {
  const rows = [
    { name: "recado_pool_wait_seconds", labels: "", part: "0.003", value: 4 },
    { name: "recado_pool_wait_seconds", labels: "", part: "sum", value: 0.01 },
    { name: "recado_gone_total", labels: "", part: "", value: 7 },
  ];
  const { sum, samples } = parseExposition(exposition(rows, []));
  expect(sum("recado_pool_wait_seconds_bucket", { le: "0.0025" })).toBe(0);
  expect(sum("recado_pool_wait_seconds_bucket", { le: "0.005" })).toBe(4);
  expect(samples.filter(({ name }) => name === "recado_gone_total")).toEqual([]);
});

test("whatever a label holds, it ends nothing", () => {
  const gauge = { name: "recado_info", help: "Help", samples: [{ labels: { version: 'a"b\\c\nd' }, value: 1 }] };
  expect(parseExposition(exposition([], [gauge])).samples).toEqual([
    { name: "recado_info", labels: { version: 'a"b\\c\nd' }, value: 1 },
  ]);
});

test("the parser of these tests refuses what a scraper would", () => {
  const wrong = [
    "a 1",
    "# TYPE a counter\na 1",
    "# TYPE a counter\na 1\na 2\n",
    '# TYPE a counter\na{b="c} 1\n',
    "# TYPE a counter\na one\n",
    '# TYPE a histogram\na_bucket{le="1"} 2\na_bucket{le="+Inf"} 1\na_sum 1\na_count 1\n',
    '# TYPE a histogram\na_bucket{le="1"} 1\na_sum 1\na_count 1\n',
  ];
  for (const text of wrong) expect(() => parseExposition(text), text).toThrow();
});
