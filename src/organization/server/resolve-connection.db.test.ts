import { expect, test, vi } from "vitest";
import { makeTenant } from "@/dev/tenant";
import { asSystem } from "@/platform/db/as-system";
import { sqlInOrganization } from "@/platform/db/in-organization";
import { openCredentials } from "./open-credentials";
import { findByIds, findByVerifyToken, findByWebhookKey, noteHandshake } from "./resolve-connection";

vi.stubEnv("DEFAULT_WEBHOOK_SECRET", "the operator's secret");

const byNumber = (...phoneNumberIds: string[]) => findByIds({ phoneNumberIds, businessAccountIds: [] });

test("the path key and the verify token find the connection, proved or not", async () => {
  const tenant = await makeTenant({ verified: false });
  const found = await findByWebhookKey(tenant.webhookKey);
  expect(found).toEqual({
    id: tenant.connectionId,
    organizationId: tenant.organizationId,
    organizationStatus: "active",
    phoneNumberId: tenant.phoneNumberId,
    businessAccountId: tenant.businessAccountId,
    webhookKey: tenant.webhookKey,
    verifiedAt: null,
    shared: false,
    complete: true,
    secret: tenant.appSecret,
    secretIsDefault: false,
    verifyToken: tenant.verifyToken,
  });
  expect(await findByVerifyToken(tenant.verifyToken)).toEqual(found);
  expect(await findByVerifyToken(`${tenant.verifyToken}x`)).toBeNull();
  expect(await findByWebhookKey("nobody's")).toBeNull();
});

test("ids find only who has proved to own them", async () => {
  const [proved, unproved] = [await makeTenant(), await makeTenant({ verified: false })];
  const found = await byNumber(proved.phoneNumberId, unproved.phoneNumberId, "1");
  expect(found.map(({ id }) => id)).toEqual([proved.connectionId]);
  const byAccount = { phoneNumberIds: [], businessAccountIds: [proved.businessAccountId, unproved.businessAccountId] };
  expect((await findByIds(byAccount)).map(({ id }) => id)).toEqual([proved.connectionId]);
});

test("look-ups that come together each get their own", async () => {
  const tenants = await Promise.all(Array.from({ length: 12 }, () => makeTenant()));
  const found = await Promise.all(tenants.map(({ phoneNumberId }) => byNumber(phoneNumberId)));
  expect(found.map((each) => each.map(({ id }) => id))).toEqual(tenants.map(({ connectionId }) => [connectionId]));
  const keyed = await Promise.all(tenants.map(({ webhookKey }) => findByWebhookKey(webhookKey)));
  expect(keyed.map((each) => each?.id)).toEqual(tenants.map(({ connectionId }) => connectionId));
});

test("the default secret speaks for connections of the operator's app that have none of their own", async () => {
  const none = await makeTenant({ appSecret: null });
  expect(await byNumber(none.phoneNumberId)).toMatchObject([{ secret: null, secretIsDefault: false, complete: false }]);
  const shared = await makeTenant({ appSecret: null, shared: true });
  expect(await byNumber(shared.phoneNumberId)).toMatchObject([
    { secret: "the operator's secret", secretIsDefault: true, complete: true },
  ]);
  const own = await makeTenant({ shared: true });
  expect(await byNumber(own.phoneNumberId)).toMatchObject([{ secret: own.appSecret, secretIsDefault: false }]);
});

test("a handshake leaves its time", async () => {
  const { connectionId } = await makeTenant();
  await noteHandshake(connectionId);
  const [row] = await asSystem((sql) =>
    sql.query("select handshake_at > now() - interval '1 minute' as recent from whatsapp_connections where id = $1", [
      connectionId,
    ]),
  );
  expect(row).toEqual({ recent: true });
});

test("credentials open behind their organization's door and behind no other", async () => {
  const [tenant, other] = [await makeTenant(), await makeTenant()];
  const { connectionId, phoneNumberId, accessToken, appSecret, organizationId } = tenant;
  expect(await sqlInOrganization(organizationId, (sql) => openCredentials(sql, connectionId))).toMatchObject({
    ...{ phoneNumberId, accessToken, appSecret, phonePin: null },
    ...{ marksRead: true, health: "healthy", sendsNotBefore: null },
  });
  expect(await sqlInOrganization(other.organizationId, (sql) => openCredentials(sql, connectionId))).toBeNull();
});
