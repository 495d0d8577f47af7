import { expect, test } from "vitest";
import { findAccount } from "@/organization/server/auth";
import { findAddressed, findByVerifyToken } from "@/organization/server/resolve-connection";
import { openSecretsOf } from "@/organization/server/secrets";
import { asSystem } from "@/platform/db/as-system";
import { sqlInOrganization } from "@/platform/db/in-organization";
import { MENU } from "./menu-flow";
import { provisionInput } from "./provision-input";
import { provisionOrganization } from "./provision-organization";
import { makeTenant } from "./tenant";

let serial = 0;

/** A file of the operator's, in the words of the design. */
function file() {
  serial += 1;
  return {
    organization: { name: "Acme", slug: `acme-${serial}` },
    owner: { email: `Owner-${serial}@Acme.example`, password: "the first password", name: "Ana" },
    connection: {
      name: "Main",
      businessAccountId: `1022${serial}`,
      phoneNumberId: `1065${serial}`,
      displayPhoneNumber: "+1 555 0100",
      accessToken: "EAAG-of-acme",
      appId: "7",
      appSecret: "the secret of acme",
      verifyToken: `the verify token of acme ${serial}`,
    },
    secrets: { crmKey: "the key of acme's own system" },
    flows: [{ name: "Menu", status: "Active", definition: MENU }],
  };
}
const provision = (written: object) => provisionOrganization(provisionInput.parse(written));
const rows = (statement: string, ...values: unknown[]) => asSystem((sql) => sql.query(statement, values));
const OF_ORGANIZATION = (table: string) => `select * from ${table} where organization_id = $1`;

test("an organization with owner, number and flow is ready at once", async () => {
  const written = file();
  const { organizationId, connectionId, webhookUrl, flows } = await provision(written);
  const found = await findByVerifyToken(written.connection.verifyToken);
  expect(found).toMatchObject({ id: connectionId, organizationId, complete: true, secret: "the secret of acme" });
  expect(found?.isVerified).toBe(true);
  expect(webhookUrl).toBe(`http://127.0.0.1:3000/api/webhooks/whatsapp/${found?.webhookKey}`);
  expect(flows).toEqual([{ name: "Menu", id: expect.any(String) as string, version: 1 }]);
  const owner = await findAccount({ email: written.owner.email.toLowerCase(), password: "the first password" });
  expect(await rows(OF_ORGANIZATION("memberships"), organizationId)).toMatchObject([
    { user_id: owner?.id, role: "owner" },
  ]);
});

test("the same file again changes nothing", async () => {
  const written = file();
  const first = await provision(written);
  const tables = ["memberships", "whatsapp_connections", "secrets", "flow_versions", "audit_log"];
  const state = () => Promise.all(tables.map((table) => rows(OF_ORGANIZATION(table), first.organizationId)));
  const before = await state();
  expect(await provision(written)).toEqual(first);
  expect(await state()).toEqual(before);
});

test("secrets are kept for the calls of flows, and only those that are named change", async () => {
  const written = file();
  const { organizationId } = await provision(written);
  await provision({ ...written, secrets: { other: "the key of another system" } });
  const opened = await sqlInOrganization(organizationId, (sql) => openSecretsOf(sql, ["crmKey", "other"]));
  expect(Object.fromEntries(opened)).toEqual({ ...written.secrets, other: "the key of another system" });
});

test("a password that exists is kept", async () => {
  const written = file();
  await provision(written);
  await provision({ ...written, owner: { ...written.owner, password: "another" } });
  expect(await findAccount({ email: written.owner.email, password: "another" })).toBeNull();
  expect(await findAccount({ email: written.owner.email, password: "the first password" })).not.toBeNull();
});

test("a flow is published again only if its definition changed", async () => {
  const written = file();
  const [first] = (await provision(written)).flows;
  const renamed = structuredClone(MENU);
  renamed.nodes[1]!.data.name = "Greeting";
  const flows = [{ ...written.flows[0], definition: renamed, priority: 5 }];
  expect((await provision({ ...written, flows })).flows).toEqual([{ ...first, version: 2 }]);
  expect((await provision({ ...written, flows })).flows).toEqual([{ ...first, version: 2 }]);
  expect(await rows("select priority, status from flows where id = $1", first?.id)).toEqual([
    { priority: 5, status: "Active" },
  ]);
});

test.each([
  ["Draft", null, "Draft"],
  ["Inactive", 1, "Inactive"],
] as const)("a new flow that is to be %s starts nothing", async (status, version, stored) => {
  const written = file();
  const { flows } = await provision({ ...written, flows: [{ name: "Menu", status, definition: MENU }] });
  expect(flows).toMatchObject([{ version }]);
  expect(await rows("select status from flows where id = $1", flows[0]?.id)).toEqual([{ status: stored }]);
});

test("a definition with errors is refused with the list, and nothing is made", async () => {
  const written = file();
  const { nodes } = MENU;
  const flows = [{ name: "Broken", status: "Active", definition: { nodes, edges: [] } }];
  await expect(provision({ ...written, flows })).rejects.toThrow(/"Broken" is refused:\n.*\(ask\)/s);
  expect(await rows("select from organizations where slug = $1", written.organization.slug)).toEqual([]);
});

test("only here may a connection be shared with the operator's app", async () => {
  const { connection, ...rest } = file();
  const { connectionId } = await provision({ ...rest, connection: { ...connection, shared: true } });
  expect(await rows("select shared from whatsapp_connections where id = $1", connectionId)).toEqual([{ shared: true }]);
});

test("without a verify token one is made up and told once", async () => {
  const written = file();
  const connection = { ...written.connection, verifyToken: "" };
  const { connectionId, verifyToken = "" } = await provision({ ...written, connection });
  expect(await findByVerifyToken(verifyToken)).toMatchObject({ id: connectionId });
  expect(await provision({ ...written, connection })).not.toHaveProperty("verifyToken");
  expect(await findByVerifyToken(verifyToken)).toMatchObject({ id: connectionId });
});

test("a number that another organization has verified is a conflict", async () => {
  const written = file();
  const other = await makeTenant({ phoneNumberId: written.connection.phoneNumberId });
  await expect(provision(written)).rejects.toMatchObject({ code: "conflict" });
  const { named } = await findAddressed({ key: null, phoneNumberIds: [other.phoneNumberId], businessAccountIds: [] });
  expect(named.map(({ id }) => id)).toEqual([other.connectionId]);
});

test("an organization alone is enough", async () => {
  const { organization } = file();
  const provisioned = await provision({ organization });
  expect(provisioned).toMatchObject({ connectionId: null, webhookUrl: null, flows: [] });
});
