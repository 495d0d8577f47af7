import type { Sql } from "@/platform/db/door";
import type { Person } from "../webhook/person";
import type { OwnedItem } from "./delivery";

/** What is known already of one item. */
export interface Known {
  /** The same item has been stored before. */
  readonly isRepeat: boolean;
  /** Where its person is at home: null where contact, conversation or one of the identities is still missing. */
  readonly place: Place | null;
}

export interface Place {
  readonly contactId: string;
  readonly conversationId: string;
}

interface Row {
  readonly isRepeat: boolean;
  readonly byUserId: string | null;
  readonly byPhone: string | null;
  readonly conversationId: string | null;
}

// Each look by itself, at its key: a join as a whole may be planned as a scan while the tables are small, and such a plan kept.
// `coalesce` would not do for `case`: behind row security PostgreSQL takes it for leaky, and uses no index.
const LOOK = `
select e.id is not null as "isRepeat", u.contact_id as "byUserId", p.contact_id as "byPhone", c.id as "conversationId"
from unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[]) with ordinality
  as a (organization_id, event_key, connection_id, user_id, phone, place)
left join lateral (select e.id from webhook_events e
  where e.organization_id = a.organization_id and e.event_key = a.event_key limit 1) e on true
left join lateral (select i.contact_id from contact_identities i
  where i.organization_id = a.organization_id and i.kind = 'user_id' and i.value = a.user_id limit 1) u on true
left join lateral (select i.contact_id from contact_identities i
  where i.organization_id = a.organization_id and i.kind = 'phone' and i.value = a.phone limit 1) p on true
left join lateral (select c.id from conversations c
  where c.connection_id = a.connection_id
    and c.contact_id = case when u.contact_id is null then p.contact_id else u.contact_id end limit 1) c on true
order by a.place`;

/** One look for all items: in a busy hour nearly everybody is at home, and nothing more has to be asked. */
export async function lookUp(sql: Sql, items: readonly OwnedItem[]): Promise<readonly Known[]> {
  if (items.length === 0) return [];
  const column = (read: (owned: OwnedItem) => string | null) => items.map(read);
  const rows = await sql.query<Row>(LOOK, [
    column(({ organizationId }) => organizationId),
    column(({ item }) => item.key),
    column(({ connectionId }) => connectionId),
    column(({ item }) => item.person?.userId ?? null),
    column(({ item }) => item.person?.phone ?? null),
  ]);
  return rows.map((row, index) => ({ isRepeat: row.isRepeat, place: placeOf(row, items[index]?.item.person ?? null) }));
}

function placeOf({ byUserId, byPhone, conversationId }: Row, person: Person | null): Place | null {
  const contactId = byUserId ?? byPhone;
  if (!person || contactId === null || conversationId === null) return null;
  const isWhole =
    (person.userId === null || byUserId === contactId) && (person.phone === null || byPhone === contactId);
  return isWhole ? { contactId, conversationId } : null;
}
