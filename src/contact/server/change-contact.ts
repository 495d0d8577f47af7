import type { Sql } from "@/platform/db/door";

export interface ContactPatch {
  /** Written over those that are there; null takes one away. */
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly addTags: readonly string[];
  readonly removeTags: readonly string[];
  /** True: from now on no campaigns; false: again; null: as it is. */
  readonly optOut: boolean | null;
}

// Tags keep the order in which they were given.
const CHANGE = `
update contacts set
  attributes = jsonb_strip_nulls(attributes || $2::jsonb),
  tags = (
    select coalesce(array_agg(tag order by place), '{}') from (
      select tag, min(place) as place from unnest(tags || $3::text[]) with ordinality as given (tag, place)
      where place > cardinality(tags) or tag <> all($4::text[]) group by tag
    ) kept
  ),
  opted_out_at = case $5::boolean when true then coalesce(opted_out_at, now()) when false then null else opted_out_at end,
  updated_at = now()
where id = $1`;

/** Changes what is kept of a contact. */
export async function changeContact(sql: Sql, contactId: string, patch: ContactPatch): Promise<void> {
  const { attributes, addTags, removeTags, optOut } = patch;
  await sql.query(CHANGE, [contactId, JSON.stringify(attributes), addTags, removeTags, optOut]);
}
