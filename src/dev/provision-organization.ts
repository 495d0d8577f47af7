import { createConnection, getConnection, updateConnection } from "@/organization/server/connections";
import { hashPassword } from "@/organization/server/password";
import { setSecret } from "@/organization/server/secrets";
import { markVerified, readProof } from "@/organization/server/verification";
import { checkDefinition } from "@/flow/server/check-definition";
import { asSystem } from "@/platform/db/as-system";
import type { Sql } from "@/platform/db/door";
import { inOrganization, sqlInOrganization } from "@/platform/db/in-organization";
import { newId } from "@/platform/id";
import { provisionFlow, refuseFlow, type ProvisionedFlow } from "./provision-flow";
import type { ProvisionInput } from "./provision-input";

export interface Provisioned {
  readonly organizationId: string;
  readonly connectionId: string | null;
  readonly webhookUrl: string | null;
  /** Told once, when none was given and one had to be made up. */
  readonly verifyToken?: string;
  readonly flows: readonly ProvisionedFlow[];
}

/**
 * Makes an organization, its owner, its number, its secrets and its flows what the operator says they are. Doing it again changes
 * nothing. The operator's word needs no proof: the number is verified at once.
 */
export async function provisionOrganization(
  input: ProvisionInput,
  note: (what: string) => void = () => undefined,
): Promise<Provisioned> {
  for (const { name, definition } of input.flows) {
    const checked = checkDefinition(definition);
    if (!checked.ok) refuseFlow(name, checked.problems);
  }
  const organizationId = await saveOrganization(input, note);
  const connection = input.connection && (await saveConnection(organizationId, input.connection));
  await saveSecrets(organizationId, input.secrets);
  const flows: ProvisionedFlow[] = [];
  for (const flow of input.flows) {
    flows.push(await sqlInOrganization(organizationId, (sql) => provisionFlow(sql, { organizationId, flow })));
  }
  return { organizationId, connectionId: null, webhookUrl: null, ...connection, flows };
}

async function saveOrganization(
  { organization, owner }: ProvisionInput,
  note: (what: string) => void,
): Promise<string> {
  const passwordHash = owner && (await hashPassword(owner.password));
  return asSystem(async (sql) => {
    const organizationId = await idOf(
      sql,
      `insert into organizations (id, name, slug) values ($1, $2, $3)
       on conflict (slug) do update set name = excluded.name returning id`,
      [newId(), organization.name, organization.slug],
    );
    if (!owner) return organizationId;
    const [known] = await sql.query("select 1 from users where email = $1 and password_hash is not null", [
      owner.email,
    ]);
    if (known) note(`${owner.email} has a password already: it was kept, and the one in the file was not used.`);
    const userId = await idOf(
      sql,
      `insert into users (id, email, name, password_hash) values ($1, $2, $3, $4)
       on conflict (email) do update set
         name = excluded.name, password_hash = coalesce(users.password_hash, excluded.password_hash)
       returning id`,
      [newId(), owner.email, owner.name, passwordHash],
    );
    await sql.query(
      `insert into memberships (organization_id, user_id, role) values ($1, $2, 'owner')
       on conflict (organization_id, user_id) do update set role = 'owner'`,
      [organizationId, userId],
    );
    return organizationId;
  });
}

async function idOf(sql: Sql, upsert: string, values: readonly unknown[]): Promise<string> {
  const [row] = await sql.query<{ id: string }>(upsert, values);
  if (!row) throw new Error("An upsert gave no row");
  return row.id;
}

async function saveConnection(organizationId: string, fields: NonNullable<ProvisionInput["connection"]>) {
  const actor = { organizationId, userId: null };
  const saved = await inOrganization(organizationId, async (db) => {
    const known = await db.connection.findFirst({ where: { phoneNumberId: fields.phoneNumberId } });
    if (!known) return createConnection(db, actor, fields);
    await updateConnection(db, actor, { id: known.id, patch: fields });
    return { id: known.id, newVerifyToken: null };
  });
  await sqlInOrganization(organizationId, async (sql) => markVerified(sql, await readProof(sql, saved.id)));
  const { webhookUrl } = await inOrganization(organizationId, (db) => getConnection(db, saved.id));
  const told = saved.newVerifyToken === null ? {} : { verifyToken: saved.newVerifyToken };
  return { connectionId: saved.id, webhookUrl, ...told };
}

async function saveSecrets(organizationId: string, secrets: ProvisionInput["secrets"]): Promise<void> {
  const actor = { organizationId, userId: null };
  await inOrganization(organizationId, async (db) => {
    for (const [name, value] of Object.entries(secrets)) await setSecret(db, actor, { name, value });
  });
}
