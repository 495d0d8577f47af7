import { afterEach, expect, test, vi } from "vitest";
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

test("without its database it is down, with 503", async () => {
  const { closePool } = await import("@/platform/db/pool");
  await closePool();
  vi.resetModules();
  vi.stubEnv("DATABASE_URL", "postgresql://nobody@127.0.0.1:9/none");
  const { GET: withoutDatabase } = await import("./route");
  const response = await withoutDatabase();
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ status: "down", database: "down", oldestWaitingSeconds: null });
  await closePool();
});
