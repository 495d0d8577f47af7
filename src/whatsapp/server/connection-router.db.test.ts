import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { startGraph } from "@/dev/graph/server";
import { makeMember } from "@/dev/member";
import { makeTenant, type Tenant } from "@/dev/tenant";
import { findAddressed, findByVerifyToken } from "@/organization/server/resolve-connection";
import { asSystem } from "@/platform/db/as-system";
import { newId } from "@/platform/id";
import { callAs } from "@/trpc/caller";

const graph = await startGraph({ apps: [{ appId: "7", appSecret: "app-secret" }], numbers: [] });
let metaIsDown = false;

/** Between us and Meta: so that Meta can be away. */
const relay = http.createServer((request, response) => {
  if (metaIsDown) return void response.writeHead(503).end();
  const { method, headers, url } = request;
  request.pipe(
    http.request(graph.url + (url ?? ""), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    }),
  );
});
await new Promise<void>((resolve) => relay.listen(0, "127.0.0.1", resolve));
vi.stubEnv("META_GRAPH_URL", `http://127.0.0.1:${(relay.address() as AddressInfo).port}`);
afterAll(() => {
  relay.close();
  return graph.close();
});

/** Anew for each test: a verify token can be used once. */
const secrets = () => ({
  accessToken: "EAAG-the-access-token-1234",
  appSecret: "the-app-secret-of-acme-5678",
  verifyToken: `${newId()}-9012`,
  phonePin: "271828",
});

let tenant: Tenant;
let admin: ReturnType<typeof callAs>;
let serial = 0;

/** A number that Meta knows, with its own token. */
function numberAtMeta() {
  serial += 1;
  const number = {
    phoneNumberId: `10654${serial}`,
    businessAccountId: `10229${serial}`,
    displayPhoneNumber: `+1 555 ${serial}`,
    accessToken: `EAAG-of-number-${serial}`,
    appId: "7",
  };
  graph.addNumber(number);
  return { ...number, name: "Main" };
}
const own = () => ({ organization: tenant.slug, ...numberAtMeta() });
const rowOf = async (id: string) => {
  const [row] = await asSystem((sql) =>
    sql.query<Record<string, unknown>>("select * from whatsapp_connections where id = $1", [id]),
  );
  return row ?? {};
};

beforeEach(async () => {
  tenant = await makeTenant();
  admin = callAs(await makeMember(tenant.organizationId, "admin"));
});

test("a number that its own token reads is verified as soon as it is saved", async () => {
  const typed = own();
  const created = await admin.connection.create(typed);
  expect(created).toMatchObject({ verification: { verified: true }, health: "healthy", healthDetail: null });
  expect(created.verifiedAt).toBeInstanceOf(Date);
  const { named } = await findAddressed({ key: null, phoneNumberIds: [typed.phoneNumberId], businessAccountIds: [] });
  expect(named).toMatchObject([{ id: created.id, organizationId: tenant.organizationId }]);
});

test("typing another's ids proves nothing: Meta's words stand on the screen and no events come", async () => {
  const typed = { ...own(), accessToken: "EAAG-a-token-of-nobody" };
  const created = await admin.connection.create(typed);
  expect(created.verification).toMatchObject({
    verified: false,
    reason: expect.stringMatching(/^Meta says: /) as string,
  });
  expect(created).toMatchObject({
    verifiedAt: null,
    health: "unhealthy",
    healthDetail: expect.stringMatching(/^Meta/) as string,
  });
  const { named } = await findAddressed({ key: null, phoneNumberIds: [typed.phoneNumberId], businessAccountIds: [] });
  expect(named).toEqual([]);
});

test("a token that reads the number under another account proves nothing", async () => {
  const { verification } = await admin.connection.create({ ...own(), businessAccountId: "999" });
  expect(verification.verified).toBe(false);
});

test("with an app id the token has to be that app's", async () => {
  const typed = own();
  const { id, verification } = await admin.connection.create({ ...typed, appId: "8" });
  expect(verification).toEqual({ verified: false, reason: "The access token belongs to another app than 8." });
  const patched = await admin.connection.update({ organization: tenant.slug, id, patch: { appId: "7" } });
  expect(patched.verification).toEqual({ verified: true });
});

test("secrets are sealed in the row and never in an answer", async () => {
  const typed = secrets();
  const created = await admin.connection.create({ ...own(), ...typed });
  const patch = { ...typed, accessToken: `again-${typed.accessToken}` };
  const updated = await admin.connection.update({ organization: tenant.slug, id: created.id, patch });
  const listed = await admin.connection.list({ organization: tenant.slug });
  const got = await admin.connection.get({ organization: tenant.slug, id: created.id });
  const verified = await admin.connection.verify({ organization: tenant.slug, id: created.id });
  const audit = await asSystem((sql) =>
    sql.query("select detail from audit_log where organization_id = $1", [tenant.organizationId]),
  );
  const everything = JSON.stringify([created, updated, listed, got, verified, audit, await rowOf(created.id)]);
  for (const secret of Object.values(typed)) expect(everything).not.toContain(secret);
  expect(got.secrets).toEqual({ accessToken: "…1234", appSecret: "…5678", verifyToken: "…9012", phonePin: "set" });
});

test("a verify token that nobody gave is made up, told once, and finds the connection", async () => {
  const { id, newVerifyToken } = await admin.connection.create(own());
  expect(newVerifyToken).toMatch(/^[\w-]{32}$/);
  expect(await findByVerifyToken(newVerifyToken ?? "")).toMatchObject({ id });
  expect(JSON.stringify(await admin.connection.list({ organization: tenant.slug }))).not.toContain(newVerifyToken);
});

test("a patch changes what it names and wipes nothing else", async () => {
  const { id } = await admin.connection.create({ ...own(), ...secrets() });
  const before = await rowOf(id);
  const patch = { name: "Sales", accessToken: "", appSecret: "", verifyToken: "", phonePin: "" };
  const updated = await admin.connection.update({ organization: tenant.slug, id, patch });
  expect(updated).toMatchObject({ name: "Sales", verification: null });
  const after = await rowOf(id);
  expect({ ...after, updated_at: null }).toEqual({ ...before, updated_at: null, name: "Sales" });
});

test("null takes the app secret and the PIN away", async () => {
  const { id } = await admin.connection.create({ ...own(), ...secrets() });
  const patch = { appSecret: null, phonePin: null };
  const updated = await admin.connection.update({ organization: tenant.slug, id, patch });
  expect(updated.secrets).toMatchObject({ appSecret: null, phonePin: null, accessToken: "…1234" });
  expect(updated.missing).toEqual(["app secret"]);
});

test.each(["phoneNumberId", "businessAccountId"])("with another %s it has to be proved again", async (field) => {
  const { id } = await admin.connection.create(own());
  const patch = { [field]: "424242" };
  const updated = await admin.connection.update({ organization: tenant.slug, id, patch });
  expect(updated.verifiedAt).toBeNull();
  expect(updated.verification).toMatchObject({ verified: false });
});

test.each(["appId", "accessToken"])(
  "a new %s that proves nothing stops sending, and costs no message",
  async (field) => {
    const { id, verifiedAt } = await admin.connection.create(own());
    const patch = { [field]: "424242" };
    const updated = await admin.connection.update({ organization: tenant.slug, id, patch });
    expect(updated).toMatchObject({ verifiedAt, health: "unhealthy", verification: { verified: false } });
    const repaired = await admin.connection.update({
      organization: tenant.slug,
      id,
      patch: field === "appId" ? { appId: "7" } : { accessToken: `EAAG-of-number-${serial}` },
    });
    expect(repaired).toMatchObject({ verifiedAt, health: "healthy", verification: { verified: true } });
  },
);

test("saving the same token again leaves a verified number verified", async () => {
  const typed = own();
  const { id, verifiedAt } = await admin.connection.create(typed);
  const patch = { accessToken: typed.accessToken, phoneNumberId: typed.phoneNumberId };
  const updated = await admin.connection.update({ organization: tenant.slug, id, patch });
  expect(updated).toMatchObject({ verifiedAt, verification: null });
});

test("a number that is connected elsewhere is a conflict that does not say where", async () => {
  const typed = own();
  const other = await makeTenant({ phoneNumberId: typed.phoneNumberId });
  const { id, verification, verifiedAt } = await admin.connection.create(typed);
  expect(verification).toEqual({
    verified: false,
    reason: "This phone number is connected already. Disconnect it there first.",
  });
  expect(verifiedAt).toBeNull();
  expect(JSON.stringify(verification)).not.toContain(other.slug);
  await asSystem((sql) =>
    sql.query("update whatsapp_connections set verified_at = null where id = $1", [other.connectionId]),
  );
  expect(await admin.connection.verify({ organization: tenant.slug, id })).toEqual({ verified: true });
});

test("a business account belongs to one organization", async () => {
  const typed = own();
  await makeTenant({ businessAccountId: typed.businessAccountId });
  const { verification } = await admin.connection.create(typed);
  expect(verification).toEqual({
    verified: false,
    reason: "This business account is connected to another organization already.",
  });
});

test("a verify token is unique in the deployment, and whose it is is not told", async () => {
  const other = await makeTenant();
  const refused = {
    code: "CONFLICT",
    message: "This verify token is in use already. Choose another.",
  };
  const typed = own();
  const { verifyToken } = other;
  await expect(admin.connection.create({ ...typed, verifyToken })).rejects.toMatchObject(refused);
  const { id } = await admin.connection.create(typed);
  const update = admin.connection.update({ organization: tenant.slug, id, patch: { verifyToken } });
  await expect(update).rejects.toMatchObject(refused);
});

test("while Meta cannot be asked, a connection is neither verified nor blamed", async () => {
  const typed = own();
  metaIsDown = true;
  const { id, verification, health } = await admin.connection.create(typed);
  expect([verification.verified, health]).toEqual([false, "unknown"]);
  metaIsDown = false;
  expect(await admin.connection.verify({ organization: tenant.slug, id })).toEqual({ verified: true });
});

test("agents see connections and change none", async () => {
  const agent = callAs(await makeMember(tenant.organizationId, "agent"));
  const { id } = await admin.connection.create(own());
  expect(await agent.connection.list({ organization: tenant.slug })).toHaveLength(2);
  const refused = { code: "FORBIDDEN" };
  await expect(agent.connection.create(own())).rejects.toMatchObject(refused);
  const organization = tenant.slug;
  await expect(agent.connection.update({ organization, id, patch: { name: "x" } })).rejects.toMatchObject(refused);
  await expect(agent.connection.verify({ organization, id })).rejects.toMatchObject(refused);
});

test("another organization's connection is not there", async () => {
  const other = await makeTenant();
  const refused = { code: "NOT_FOUND" };
  for (const id of [other.connectionId, newId()]) {
    const one = { organization: tenant.slug, id };
    await expect(admin.connection.get(one)).rejects.toMatchObject(refused);
    await expect(admin.connection.update({ ...one, patch: { name: "x" } })).rejects.toMatchObject(refused);
    await expect(admin.connection.verify(one)).rejects.toMatchObject(refused);
  }
  const listed = await admin.connection.list({ organization: tenant.slug });
  expect(listed.map(({ id }) => id)).toEqual([tenant.connectionId]);
});

test("each change is in the audit log with who, before and after", async () => {
  const person = await makeMember(tenant.organizationId, "owner");
  const { id } = await callAs(person).connection.create(own());
  const patch = { name: "Sales", appSecret: secrets().appSecret };
  await callAs(person).connection.update({ organization: tenant.slug, id, patch });
  const log = await asSystem((sql) =>
    sql.query("select user_id, action, detail from audit_log where subject = $1 order by id", [id]),
  );
  expect(log).toMatchObject([
    { user_id: person.userId, action: "connection.create", detail: { after: { name: "Main" } } },
    {
      user_id: person.userId,
      action: "connection.update",
      detail: { before: { name: "Main" }, after: { name: "Sales" }, secrets: ["appSecret"] },
    },
  ]);
});
