import { beforeEach, expect, test } from "vitest";
import { makeMember } from "@/dev/member";
import { makeTenant, type Tenant } from "@/dev/tenant";
import { asSystem } from "@/platform/db/as-system";
import { sqlInOrganization } from "@/platform/db/in-organization";
import { callAs } from "@/trpc/caller";
import { openSecretsOf } from "./secrets";

const VALUE = "sk-live-the-key-of-acme-1234";

let tenant: Tenant;
let organization: string;
let admin: ReturnType<typeof callAs>["secret"];
beforeEach(async () => {
  tenant = await makeTenant();
  organization = tenant.slug;
  admin = callAs(await makeMember(tenant.organizationId, "admin")).secret;
});

const open = (names: readonly string[], { organizationId }: Pick<Tenant, "organizationId"> = tenant) =>
  sqlInOrganization(organizationId, (sql) => openSecretsOf(sql, names));
const audit = () =>
  asSystem((sql) =>
    sql.query<{ action: string; detail: object }>(
      "select action, detail from audit_log where organization_id = $1 order by id",
      [tenant.organizationId],
    ),
  );

test("a secret is kept, told by its end only, and opens for who sends it", async () => {
  await admin.set({ organization, name: "apiKey", value: VALUE });
  await admin.set({ organization, name: "pin", value: "1234" });
  expect(await admin.list({ organization })).toMatchObject([
    { name: "apiKey", hint: "…1234" },
    { name: "pin", hint: "set" },
  ]);
  expect(await open(["apiKey", "unknown"])).toEqual(new Map([["apiKey", VALUE]]));
});

test("setting it again replaces it", async () => {
  await admin.set({ organization, name: "apiKey", value: VALUE });
  await admin.set({ organization, name: "apiKey", value: "another, long enough 5678" });
  expect(await admin.list({ organization })).toMatchObject([{ name: "apiKey", hint: "…5678" }]);
  expect(await open(["apiKey"])).toEqual(new Map([["apiKey", "another, long enough 5678"]]));
});

test("what is removed is gone, and can not be removed twice", async () => {
  await admin.set({ organization, name: "apiKey", value: VALUE });
  await admin.remove({ organization, name: "apiKey" });
  expect(await admin.list({ organization })).toEqual([]);
  await expect(admin.remove({ organization, name: "apiKey" })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("the audit log says which, never what; the same value again is no deed", async () => {
  await admin.set({ organization, name: "apiKey", value: VALUE });
  await admin.set({ organization, name: "apiKey", value: VALUE });
  await admin.remove({ organization, name: "apiKey" });
  expect(await audit()).toEqual([
    { action: "secret.set", detail: { secrets: ["apiKey"] } },
    { action: "secret.remove", detail: { secrets: ["apiKey"] } },
  ]);
});

test("the row holds no readable value, and one that is moved to another row does not open", async () => {
  await admin.set({ organization, name: "apiKey", value: VALUE });
  await admin.set({ organization, name: "other", value: "something else, long enough" });
  const rows = await asSystem((sql) =>
    sql.query("select * from secrets where organization_id = $1", [tenant.organizationId]),
  );
  expect(JSON.stringify(rows)).not.toContain(VALUE);
  await asSystem((sql) =>
    sql.query(
      `update secrets o set value = k.value from secrets k
       where o.organization_id = $1 and k.organization_id = $1 and o.name = 'other' and k.name = 'apiKey'`,
      [tenant.organizationId],
    ),
  );
  expect(await open(["other"])).toEqual(new Map([["other", null]]));
});

test("one that does not open any more is told as such, and is set anew", async () => {
  await admin.set({ organization, name: "apiKey", value: VALUE });
  await asSystem((sql) =>
    sql.query("update secrets set value = 'gone.' || value where organization_id = $1", [tenant.organizationId]),
  );
  expect(await admin.list({ organization })).toMatchObject([{ name: "apiKey", hint: null }]);
  await admin.set({ organization, name: "apiKey", value: VALUE });
  expect(await open(["apiKey"])).toEqual(new Map([["apiKey", VALUE]]));
});

test("another organization's secret of the same name stays its own", async () => {
  const other = await makeTenant();
  await admin.set({ organization, name: "apiKey", value: VALUE });
  expect(await open(["apiKey"], other)).toEqual(new Map());
});

test("agents neither see nor change secrets", async () => {
  const agent = callAs(await makeMember(tenant.organizationId, "agent")).secret;
  const forbidden = { code: "FORBIDDEN" };
  await expect(agent.list({ organization })).rejects.toMatchObject(forbidden);
  await expect(agent.set({ organization, name: "apiKey", value: VALUE })).rejects.toMatchObject(forbidden);
  await expect(agent.remove({ organization, name: "apiKey" })).rejects.toMatchObject(forbidden);
});

test.each(["", "1key", "a b", "__proto__", "a.b", "é", `k${"e".repeat(60)}`])(
  "%j is no name for a secret",
  async (name) => {
    await expect(admin.set({ organization, name, value: VALUE })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  },
);
