import { afterEach, expect, test, vi } from "vitest";
import { makeTenant } from "@/dev/tenant";
import { asSystem } from "./as-system";
import { sqlInOrganization } from "./in-organization";

const ASKED = "select count(*)::int as n from organizations where slug <> $1";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

test("a connection keeps a plan for each role, and each sees its own rows", async () => {
  const [{ organizationId }] = [await makeTenant(), await makeTenant()];
  const counts: unknown[] = [];
  for (let time = 0; time < 8; time++) {
    counts.push(await sqlInOrganization(organizationId, (sql) => sql.query(ASKED, ["x"])));
    counts.push(await asSystem((sql) => sql.query(ASKED, ["x"])));
  }
  expect(counts).toEqual(Array.from({ length: 8 }, () => [[{ n: 1 }], [{ n: 2 }]]).flat());
  const kept = await asSystem((sql) =>
    sql.query("select generic_plans + custom_plans as plans from pg_prepared_statements where statement = $1", [ASKED]),
  );
  expect(kept).toEqual([{ plans: "8" }, { plans: "8" }]);
});

test("programs that are bundled apart share connections without taking each other's statements", async () => {
  const ask = (text: string) => asSystem((sql) => sql.query(text));
  await ask("select 1 as first");
  vi.resetModules();
  const { asSystem: asTheOther } = await import("./as-system");
  expect(await asTheOther((sql) => sql.query("select 2 as first"))).toEqual([{ first: 2 }]);
  expect(await ask("select 1 as first")).toEqual([{ first: 1 }]);
});

test("behind a pooler nothing is kept on a connection", async () => {
  const direct = `${process.env["DATABASE_URL"]}?direct`;
  vi.stubEnv("DIRECT_DATABASE_URL", direct);
  vi.resetModules();
  const { prepared } = await import("./prepared");
  expect(prepared(ASKED, "recado_system", ["x"])).toEqual({ text: ASKED, values: ["x"] });
});
