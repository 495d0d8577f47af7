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

/** Lets a contact be known by one more identity; the first phone number is where it is written to. */
export async function addIdentity(
  sql: Sql,
  { organizationId, contactId, identity }: { organizationId: string; contactId: string; identity: Identity },
): Promise<void> {
  await sql.query("insert into contact_identities (organization_id, kind, value, contact_id) values ($1, $2, $3, $4)", [
    organizationId,
    identity.kind,
    identity.value,
    contactId,
  ]);
  if (identity.kind !== "phone") return;
  await sql.query("update contacts set wa_id = $2, updated_at = now() where id = $1 and wa_id is null", [
    contactId,
    identity.value,
  ]);
}

/** From now on the contact is written to under this number. */
export async function moveToNumber(sql: Sql, contactId: string, waId: string): Promise<void> {
  await sql.query("update contacts set wa_id = $2, updated_at = now() where id = $1", [contactId, waId]);
}
