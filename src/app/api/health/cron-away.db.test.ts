import { expect, test, vi } from "vitest";
import { asSystem } from "@/platform/db/as-system";
import { GET } from "./route";

vi.stubEnv("RECADO_DRAIN", "after");

const seen = async () => {
  const response = await GET();
  return { code: response.status, body: (await response.json()) as object };
};
const drained = (secondsAgo: number) =>
  asSystem((sql) =>
    sql.query(
      `insert into lanes (kind, key, wake_at, lease_until)
       values ('drain', 'deployment', 'infinity', now() - make_interval(secs => $1))
       on conflict (kind, key) do update set lease_until = excluded.lease_until`,
      [secondsAgo],
    ),
  );
const MISSED = { status: "degraded", problem: expect.stringContaining("/api/work/drain") as string };

test("where functions work what is due, it says when cron does not come", async () => {
  expect(await seen()).toMatchObject({ code: 200, body: MISSED });
  await drained(30);
  expect(await seen()).toMatchObject({ code: 200, body: { status: "ok" } });
  await drained(-40);
  expect(await seen()).toMatchObject({ code: 200, body: { status: "ok" } });
  await drained(301);
  expect(await seen()).toMatchObject({ code: 200, body: MISSED });
});
