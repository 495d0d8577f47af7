import type { Sql } from "@/platform/db/door";
import type { Identity } from "../identity";

/** The contact known by this identity behind this door. */
export async function findIdentity(sql: Sql, { kind, value }: Identity): Promise<string | null> {
  const [found] = await sql.query<{ contactId: string }>(
    `select contact_id as "contactId" from contact_identities where kind = $1 and value = $2`,
    [kind, value],
  );
  return found?.contactId ?? null;
}

interface NewContact {
  readonly id: string;
  readonly organizationId: string;
  readonly phone: string | null;
  readonly name: string | null;
  readonly username: string | null;
}

export async function insertContacts(sql: Sql, contacts: readonly NewContact[]): Promise<void> {
  await sql.query(
    `insert into contacts (id, organization_id, wa_id, name, username)
     select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[])`,
    [
      contacts.map(({ id }) => id),
      contacts.map(({ organizationId }) => organizationId),
      contacts.map(({ phone }) => phone),
      contacts.map(({ name }) => name),
      contacts.map(({ username }) => username),
    ],
  );
}

interface NewIdentity {
  readonly organizationId: string;
  readonly contactId: string;
  readonly identity: Identity;
}

export async function insertIdentities(sql: Sql, identities: readonly NewIdentity[]): Promise<void> {
  await sql.query(
    `insert into contact_identities (organization_id, kind, value, contact_id)
     select * from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[])`,
    [
      identities.map(({ organizationId }) => organizationId),
      identities.map(({ identity }) => identity.kind),
      identities.map(({ identity }) => identity.value),
      identities.map(({ contactId }) => contactId),
    ],
  );
}

/** Lets a contact be known by one more identity; the newest phone number is where it is written to. */
export async function addIdentity(sql: Sql, added: NewIdentity): Promise<void> {
  const { contactId, identity } = added;
  await insertIdentities(sql, [added]);
  if (identity.kind === "phone") await writeTo(sql, contactId, identity.value);
}

/** Whether the contact is somebody by a user id: no phone number makes another person of it. */
export async function hasUserId(sql: Sql, contactId: string): Promise<boolean> {
  const rows = await sql.query("select 1 from contact_identities where contact_id = $1 and kind = 'user_id' limit 1", [
    contactId,
  ]);
  return rows.length > 0;
}

/** The number is somebody else's now. Who had it is still known by user id, and is not written to under it any more. */
export async function movePhone(
  sql: Sql,
  { organizationId, from, to, phone }: { organizationId: string; from: string; to: string; phone: string },
): Promise<void> {
  await sql.query(
    "update contact_identities set contact_id = $3 where organization_id = $1 and kind = 'phone' and value = $2",
    [organizationId, phone, to],
  );
  await sql.query("update contacts set wa_id = null, updated_at = now() where id = $1 and wa_id = $2", [from, phone]);
  await writeTo(sql, to, phone);
}

/** The contact changed number: it is written to under the new one, and the former may become somebody else's. */
export async function moveToNumber(sql: Sql, contactId: string, phone: string): Promise<void> {
  await sql.query("delete from contact_identities where contact_id = $1 and kind = 'phone' and value <> $2", [
    contactId,
    phone,
  ]);
  await writeTo(sql, contactId, phone);
}

async function writeTo(sql: Sql, contactId: string, waId: string): Promise<void> {
  await sql.query("update contacts set wa_id = $2, updated_at = now() where id = $1", [contactId, waId]);
}
