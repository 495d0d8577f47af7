import { beforeEach, expect, test } from "vitest";
import { asSystem } from "@/platform/db/as-system";
import { sqlInOrganization } from "@/platform/db/in-organization";
import { makeTenant, type Tenant } from "@/dev/tenant";
import { pauseSends } from "./hold-connection";

let tenant: Tenant;
beforeEach(async () => {
  tenant = await makeTenant();
});

/** Another number of the organization. */
async function addNumber({ account, app }: { account: string; app: string }): Promise<string> {
  const { organizationId } = tenant;
  const { connectionId } = await makeTenant({ organizationId, businessAccountId: account });
  await setApp(connectionId, app);
  return connectionId;
}

const setApp = (connectionId: string, app: string) =>
  asSystem((sql) => sql.query("update whatsapp_connections set app_id = $2 where id = $1", [connectionId, app]));

const paused = async () => {
  const rows = await asSystem((sql) =>
    sql.query<{ id: string }>(
      "select id from whatsapp_connections where sends_not_before > now() + interval '50 seconds'",
    ),
  );
  return rows.map(({ id }) => id).sort();
};

test("what was too fast rests: the number, its account, its app, and no other organization's", async () => {
  await setApp(tenant.connectionId, "a");
  const stranger = await makeTenant();
  await setApp(stranger.connectionId, "a");
  const ofAccount = await addNumber({ account: tenant.businessAccountId, app: "b" });
  const ofApp = await addNumber({ account: `other ${tenant.businessAccountId}`, app: "a" });
  await addNumber({ account: `other ${tenant.businessAccountId}`, app: "b" });
  const pause = (scope: "number" | "account" | "app", seconds: number) =>
    sqlInOrganization(tenant.organizationId, (sql) => pauseSends(sql, tenant.connectionId, { scope, seconds }));
  await pause("number", 60);
  expect(await paused()).toEqual([tenant.connectionId]);
  await pause("account", 60);
  expect(await paused()).toEqual([tenant.connectionId, ofAccount].sort());
  await pause("app", 60);
  expect(await paused()).toEqual([tenant.connectionId, ofAccount, ofApp].sort());
  await pause("app", 1);
  expect(await paused()).toHaveLength(3);
});
