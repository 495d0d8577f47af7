import { expect, test } from "vitest";
import { makeTenant } from "@/dev/tenant";
import { asSystem } from "../db/as-system";
import { WAITING, waitingLanes } from "./waiting-lanes";

test("what waits is found along the index of due lanes, and of a backlog ten thousand are counted", async () => {
  const { organizationId } = await makeTenant();
  await asSystem(async (sql) => {
    await sql.query(
      `insert into lanes (kind, key, organization_id, wake_at)
       select 'conversation', 'sleeps' || n, $1::uuid, now() + interval '1 day' from generate_series(1, 20000) n
       union all select 'conversation', 'done' || n, $1, 'infinity' from generate_series(1, 20000) n
       union all select 'conversation', 'due' || n, $1, now() - n * interval '1 s' from generate_series(1, 11000) n
       union all select 'status', 'due' || n, $1, now() - interval '4 h' from generate_series(1, 3) n`,
      [organizationId],
    );
    await sql.query("insert into lanes (kind, key, wake_at) values ('upkeep', 'x', now() - interval '9 s')");
  });
  const waiting = await waitingLanes();
  expect(waiting).toMatchObject([
    { kind: "conversation", due: 9_997 },
    { kind: "status", due: 3 },
    { kind: "upkeep", due: 1 },
  ]);
  expect(waiting[0]?.oldestSeconds).toBeGreaterThanOrEqual(11_000);
  expect(waiting[1]?.oldestSeconds).toBeGreaterThanOrEqual(14_400);
  const [plan] = await asSystem((sql) =>
    sql.query<{ "QUERY PLAN": [{ Plan: unknown }] }>(`explain (analyze, format json) ${WAITING}`, [10_000]),
  );
  const text = JSON.stringify(plan);
  expect(text).toContain("lanes_due");
  expect(text).not.toContain("Seq Scan");
});
