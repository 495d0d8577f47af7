import pg from "pg";
import { afterEach, expect, test } from "vitest";
import { version } from "../../../../package.json";
import { asSystem } from "@/platform/db/as-system";
import { GET } from "./route";

afterEach(() => asSystem((sql) => sql.query("delete from lanes")));

const wokenAgo = (seconds: number, more = "") =>
  asSystem((sql) =>
    sql.query(
      `insert into lanes (kind, key, wake_at) values ('conversation', $2, now() - make_interval(secs => $1)) ${more}`,
      [seconds, String(seconds)],
    ),
  );
const health = async () => {
  const response = await GET();
  return { code: response.status, body: (await response.json()) as Record<string, unknown> };
};

test("with nothing waiting all is well", async () => {
  const { code, body } = await health();
  expect(code).toBe(200);
  expect(body).toEqual({
    status: "ok",
    timestamp: expect.stringMatching(/^\d{4}-.*Z$/) as string,
    database: "ok",
    oldestWaitingSeconds: 0,
    version,
  });
});

test("work that waits is counted from when it was due", async () => {
  await wokenAgo(20);
  await wokenAgo(-600);
  const { body } = await health();
  expect(body).toMatchObject({ status: "ok" });
  expect(body["oldestWaitingSeconds"]).toBeGreaterThanOrEqual(20);
  expect(body["oldestWaitingSeconds"]).toBeLessThan(40);
});

test("late workers are degraded, and still 200", async () => {
  await wokenAgo(300);
  expect(await health()).toMatchObject({ code: 200, body: { status: "degraded", database: "ok" } });
});

test("what is being worked does not wait", async () => {
  await wokenAgo(300);
  await asSystem((sql) =>
    sql.query("update lanes set lease = gen_random_uuid(), lease_until = now() + interval '30 s'"),
  );
  expect(await health()).toMatchObject({ body: { status: "ok", oldestWaitingSeconds: 0 } });
});

test("upkeep may wait for the next minute's cron", async () => {
  const upkeep = (seconds: number) =>
    asSystem((sql) =>
      sql.query(
        `insert into lanes (kind, key, wake_at) values ('upkeep', 'deployment', now() - make_interval(secs => $1))
         on conflict (kind, key) do update set wake_at = excluded.wake_at`,
        [seconds],
      ),
    );
  await upkeep(100);
  expect(await health()).toMatchObject({ body: { status: "ok" } });
  await upkeep(200);
  expect(await health()).toMatchObject({
    code: 200,
    body: { status: "degraded", problem: expect.stringContaining("upkeep") as string },
  });
});

test("a process whose connections are all taken is degraded, since the database answers", async () => {
  const { pool } = await import("@/platform/db/pool");
  const taken = await Promise.all(Array.from({ length: 20 }, () => pool().connect()));
  const answer = await health();
  for (const client of taken) client.release();
  expect(answer).toMatchObject({ code: 200, body: { status: "degraded", database: "ok", oldestWaitingSeconds: null } });
  await expect.poll(async () => (await health()).body["status"]).toBe("ok");
});

test("a database without its tables is degraded, and says what helps", async () => {
  await asSystem((sql) => sql.query("select 1"));
  const owner = new pg.Client(process.env["DATABASE_URL"]);
  await owner.connect();
  await owner.query("alter table lanes rename to lanes_elsewhere");
  const answer = await health();
  await owner.query("alter table lanes_elsewhere rename to lanes");
  await owner.end();
  expect(answer).toMatchObject({
    code: 200,
    body: { status: "degraded", problem: expect.stringContaining("migrate") as string },
  });
});
