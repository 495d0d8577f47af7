import pg from "pg";
import { expect, test, vi } from "vitest";
import { makeTenant } from "@/dev/tenant";
import { newId } from "../id";
import { isPassing } from "../lanes/is-passing";
import { asSystem } from "./as-system";
import { inOrganization, sqlInOrganization } from "./in-organization";
import { pool } from "./pool";

const SYSTEM_ONLY = ["webhook_deliveries"];

test("every table forces row security, and one with an organization has a policy for tenants", async () => {
  const { rows } = await pool().query<{ name: string; forced: boolean; policies: string[]; owned: boolean }>(
    `select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced,
       array(select p.polname::text from pg_policy p where p.polrelid = c.oid) as policies,
       exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id') as owned
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> '_prisma_migrations'`,
  );
  expect(rows.length).toBeGreaterThan(15);
  for (const { name, forced, policies, owned } of rows) {
    expect([name, forced, policies.includes("system")]).toEqual([name, true, true]);
    if (owned) expect([name, policies.includes("tenant")]).toEqual([name, true]);
    if (SYSTEM_ONLY.includes(name)) expect(policies).toEqual(["system"]);
  }
});

test("every foreign key between an organization's tables carries the organization", async () => {
  const { rows } = await pool().query<{ name: string }>(
    `select con.conname as name from pg_constraint con
     where con.contype = 'f'
       and exists (select from pg_attribute a where a.attrelid = con.confrelid and a.attname = 'organization_id')
       and exists (select from pg_attribute a where a.attrelid = con.conrelid and a.attname = 'organization_id')
       and not exists (select from pg_attribute a where a.attrelid = con.conrelid and a.attname = 'organization_id' and a.attnum = any(con.conkey))`,
  );
  expect(rows).toEqual([]);
});

test("the login itself, without a door, sees and writes nothing", async () => {
  await makeTenant();
  for (const table of ["organizations", "whatsapp_connections", "users", "webhook_events", "lanes"]) {
    const { rows } = await pool().query<{ n: number }>(`select count(*)::int as n from ${table}`);
    expect([table, rows[0]?.n]).toEqual([table, 0]);
  }
  await expect(
    pool().query("insert into organizations (id, name, slug) values ($1, 'x', 'x')", [newId()]),
  ).rejects.toThrow("row-level security");
});

test("an organization's door shows its rows and no other's, through Prisma and through SQL", async () => {
  const [mine, other] = [await makeTenant(), await makeTenant()];
  const names = await inOrganization(mine.organizationId, (db) => db.connection.findMany({ select: { id: true } }));
  expect(names).toEqual([{ id: mine.connectionId }]);
  const seen = await sqlInOrganization(mine.organizationId, (sql) =>
    sql.query<{ id: string }>("select id from whatsapp_connections where id = $1", [other.connectionId]),
  );
  expect(seen).toEqual([]);
  const changed = await sqlInOrganization(mine.organizationId, (sql) =>
    sql.query("update whatsapp_connections set name = 'stolen' where id = $1 returning id", [other.connectionId]),
  );
  expect(changed).toEqual([]);
});

test("no row can be written into another organization, nor point into it", async () => {
  const [mine, other] = [await makeTenant(), await makeTenant()];
  const insertContact = (organizationId: string) =>
    sqlInOrganization(mine.organizationId, (sql) =>
      sql.query("insert into contacts (id, organization_id) values ($1, $2) returning id", [newId(), organizationId]),
    );
  await expect(insertContact(other.organizationId)).rejects.toThrow("row-level security");
  const [contact] = (await insertContact(mine.organizationId)) as { id: string }[];
  await expect(
    sqlInOrganization(mine.organizationId, (sql) =>
      sql.query("insert into conversations (id, organization_id, connection_id, contact_id) values ($1, $2, $3, $4)", [
        newId(),
        mine.organizationId,
        other.connectionId,
        contact?.id,
      ]),
    ),
  ).rejects.toThrow("foreign key");
});

test("what a tenant must not rewrite can not be: versions and the audit log", async () => {
  const { organizationId } = await makeTenant();
  for (const table of ["audit_log", "flow_versions"]) {
    await expect(sqlInOrganization(organizationId, (sql) => sql.query(`delete from ${table}`))).rejects.toThrow(
      "permission denied",
    );
  }
});

test("a door behind a door throws instead of waiting for itself", async () => {
  const { organizationId } = await makeTenant();
  await expect(asSystem(() => sqlInOrganization(organizationId, () => Promise.resolve()))).rejects.toThrow(
    "behind a door",
  );
  await expect(inOrganization(organizationId, () => asSystem(() => Promise.resolve()))).rejects.toThrow(
    "behind a door",
  );
});

test("an error inside a door undoes everything and passes on", async () => {
  const { organizationId } = await makeTenant();
  const id = newId();
  const failing = sqlInOrganization(organizationId, async (sql) => {
    await sql.query("insert into contacts (id, organization_id) values ($1, $2)", [id, organizationId]);
    throw new Error("after the insert");
  });
  await expect(failing).rejects.toThrow("after the insert");
  expect(await asSystem((sql) => sql.query("select 1 from contacts where id = $1", [id]))).toEqual([]);
});

test("a number and an account can be proved by one organization only", async () => {
  const first = await makeTenant();
  await expect(makeTenant({ phoneNumberId: first.phoneNumberId })).rejects.toThrow(
    "whatsapp_connections_verified_number",
  );
  await expect(makeTenant({ businessAccountId: first.businessAccountId })).rejects.toThrow(
    "whatsapp_connections_verified_account",
  );
  await makeTenant({ phoneNumberId: first.phoneNumberId, businessAccountId: first.businessAccountId, verified: false });
  await makeTenant({ organizationId: first.organizationId, businessAccountId: first.businessAccountId });
});

test("a connection that breaks between two statements fails its transaction only, and counts as passing", async () => {
  const other = new pg.Client(process.env["DATABASE_URL"]);
  await other.connect();
  const broken = asSystem(async (sql) => {
    const [self] = await sql.query<{ pid: number }>("select pg_backend_pid() as pid");
    await other.query("select pg_terminate_backend($1)", [self?.pid]);
    await vi.waitFor(async () => {
      const alive = await other.query("select 1 from pg_stat_activity where pid = $1", [self?.pid]);
      expect(alive.rows).toEqual([]);
    });
    await sql.query("select 1");
  });
  const error = await broken.then(
    () => null,
    (cause: unknown) => cause,
  );
  await other.end();
  expect(isPassing(error)).toBe(true);
  expect(await asSystem((sql) => sql.query("select 1 as fine"))).toEqual([{ fine: 1 }]);
});
