import type { Sql } from "@/platform/db/door";
import { newId } from "@/platform/id";

export interface Wanted {
  readonly organizationId: string;
  readonly connectionId: string;
  readonly contactId: string;
}

/** The conversation of each contact with each number, in the order given; made where there was none. */
export async function findConversations(sql: Sql, wanted: readonly Wanted[]): Promise<string[]> {
  const known = await find(sql, wanted);
  const missing = wanted.filter((one) => !known.has(keyOf(one)));
  if (missing.length > 0) {
    await make(sql, missing);
    for (const [key, id] of await find(sql, missing)) known.set(key, id);
  }
  return wanted.map((one) => {
    const id = known.get(keyOf(one));
    if (!id) throw new Error(`No conversation could be made for contact ${one.contactId}`);
    return id;
  });
}

const keyOf = ({ connectionId, contactId }: Omit<Wanted, "organizationId">) => `${connectionId} ${contactId}`;

async function find(sql: Sql, wanted: readonly Wanted[]): Promise<Map<string, string>> {
  const rows = await sql.query<{ id: string; connectionId: string; contactId: string }>(
    `select distinct c.id, c.connection_id as "connectionId", c.contact_id as "contactId"
     from unnest($1::uuid[], $2::uuid[]) as w (connection_id, contact_id) join conversations c using (connection_id, contact_id)`,
    [wanted.map((one) => one.connectionId), wanted.map((one) => one.contactId)],
  );
  return new Map(rows.map((row) => [keyOf(row), row.id]));
}

async function make(sql: Sql, wanted: readonly Wanted[]): Promise<void> {
  await sql.query(
    `insert into conversations (id, organization_id, connection_id, contact_id)
     select distinct on (connection_id, contact_id) * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[])
       as w (id, organization_id, connection_id, contact_id)
     order by connection_id, contact_id
     on conflict (connection_id, contact_id) do nothing`,
    [
      wanted.map(() => newId()),
      wanted.map((one) => one.organizationId),
      wanted.map((one) => one.connectionId),
      wanted.map((one) => one.contactId),
    ],
  );
}
