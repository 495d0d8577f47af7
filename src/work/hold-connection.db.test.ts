import { beforeEach, expect, test, vi } from "vitest";
import { addMessages, makeConversation } from "@/dev/conversation";
import { markVerified, readProof } from "@/organization/server/verification";
import { asSystem } from "@/platform/db/as-system";
import { sqlInOrganization } from "@/platform/db/in-organization";
import { pool } from "@/platform/db/pool";
import { claim } from "@/platform/lanes/claim";
import { holdLane } from "@/platform/lanes/hold";
import { wake } from "@/platform/lanes/wake";
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

test("a number is repaired while a conversation's work has something to say about it, and neither fails", async () => {
  const { organizationId, connectionId } = tenant;
  const key = await makeConversation(tenant);
  await addMessages(tenant, key, [{ direction: "outbound", sender: "bot", status: "Pending" }]);
  await asSystem((sql) => wake(sql, [{ kind: "conversation", key, organizationId }]));
  const [lane] = await claim({ conversation: { handicap: 0 } }, 1);
  let [held, go] = [() => {}, () => {}];
  const isHeld = new Promise<void>((resolve) => (held = resolve));
  const mayGo = new Promise<void>((resolve) => (go = resolve));

  const working = sqlInOrganization(organizationId, async (sql) => {
    await holdLane(sql, lane!);
    held();
    await mayGo;
    await pauseSends(sql, connectionId, { scope: "number", seconds: 1 });
  });
  await isHeld;
  const proof = await sqlInOrganization(organizationId, (sql) => readProof(sql, connectionId));
  const repairing = sqlInOrganization(organizationId, (sql) => markVerified(sql, proof));
  // As the login, not behind a door: it sees what its other sessions wait for.
  const waiting = "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
  await vi.waitFor(async () => expect((await pool().query(waiting)).rowCount).toBe(1), 3_000);
  go();
  expect(await Promise.allSettled([working, repairing])).toMatchObject([
    { status: "fulfilled" },
    { status: "fulfilled" },
  ]);
});
