import pg from "pg";
import { expect, test, vi } from "vitest";
import { makeTenant } from "@/dev/tenant";
import { asSystem } from "@/platform/db/as-system";
import { sqlInOrganization } from "@/platform/db/in-organization";
import { openCredentials } from "./open-credentials";
import { findAddressed, findByVerifyToken, findByWebhookKey, noteHandshake } from "./resolve-connection";
import { sealField } from "./sealed-columns";

vi.stubEnv("DEFAULT_WEBHOOK_SECRET", "the operator's secret");

const byNumber = async (...phoneNumberIds: string[]) =>
  (await findAddressed({ key: null, phoneNumberIds, businessAccountIds: [] })).named;
const byKey = async (key: string) => (await findAddressed({ key, phoneNumberIds: [], businessAccountIds: [] })).keyed;

test("the path key and the verify token find the connection, proved or not", async () => {
  const tenant = await makeTenant({ verified: false });
  const found = await findByWebhookKey(tenant.webhookKey);
  expect(found).toEqual({
    id: tenant.connectionId,
    organizationId: tenant.organizationId,
    phoneNumberId: tenant.phoneNumberId,
    businessAccountId: tenant.businessAccountId,
    webhookKey: tenant.webhookKey,
    isVerified: false,
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
  const businessAccountIds = [proved.businessAccountId, unproved.businessAccountId];
  const byAccount = await findAddressed({ key: unproved.webhookKey, phoneNumberIds: [], businessAccountIds });
  expect(byAccount.named.map(({ id }) => id)).toEqual([proved.connectionId]);
  expect(byAccount.keyed?.id).toBe(unproved.connectionId);
});

test("look-ups that come together each get their own", async () => {
  const tenants = await Promise.all(Array.from({ length: 12 }, () => makeTenant()));
  const found = await Promise.all(tenants.map(({ phoneNumberId }) => byNumber(phoneNumberId)));
  expect(found.map((each) => each.map(({ id }) => id))).toEqual(tenants.map(({ connectionId }) => [connectionId]));
  const keyed = await Promise.all(tenants.map(({ webhookKey }) => byKey(webhookKey)));
  expect(keyed.map((each) => each?.id)).toEqual(tenants.map(({ connectionId }) => connectionId));
});

test("the default secret speaks for connections of the operator's app that have none of their own", async () => {
  const none = await makeTenant({ appSecret: null });
  expect(await byNumber(none.phoneNumberId)).toMatchObject([{ secret: null, secretIsDefault: false }]);
  expect(await findByWebhookKey(none.webhookKey)).toMatchObject({ complete: false });
  const shared = await makeTenant({ appSecret: null, shared: true });
  expect(await findByWebhookKey(shared.webhookKey)).toMatchObject({ complete: true });
  expect(await byNumber(shared.phoneNumberId)).toMatchObject([
    { secret: "the operator's secret", secretIsDefault: true },
  ]);
  const own = await makeTenant({ shared: true });
  expect(await byNumber(own.phoneNumberId)).toMatchObject([{ secret: own.appSecret, secretIsDefault: false }]);
});

test("a secret that was changed counts at once, and one that was taken away is no secret", async () => {
  const tenant = await makeTenant();
  const secret = async () => (await byKey(tenant.webhookKey))?.secret;
  const setTo = (sealed: string | null) =>
    asSystem((sql) =>
      sql.query("update whatsapp_connections set app_secret = $2 where id = $1", [tenant.connectionId, sealed]),
    );
  expect(await secret()).toBe(tenant.appSecret);
  await setTo(sealField(tenant.connectionId, "appSecret", "the next"));
  expect(await secret()).toBe("the next");
  await setTo(null);
  expect(await secret()).toBeNull();
});

test("a secret that can not be opened fails its own webhooks, and costs those who shared the look no second one", async () => {
  const [damaged, whole] = [await makeTenant(), await makeTenant()];
  await asSystem((sql) =>
    sql.query("update whatsapp_connections set app_secret = 'x.y.z' where id = $1", [damaged.connectionId]),
  );
  const query = vi.spyOn(pg.Client.prototype, "query");
  const [failed, found] = await Promise.allSettled([byKey(damaged.webhookKey), byKey(whole.webhookKey)]);
  const looks = query.mock.calls.filter(([asked]) => JSON.stringify(asked).includes("webhook_key = any"));
  query.mockRestore();
  expect(failed.status).toBe("rejected");
  expect(found).toMatchObject({ value: { id: whole.connectionId, secret: whole.appSecret } });
  expect(looks).toHaveLength(1);
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
