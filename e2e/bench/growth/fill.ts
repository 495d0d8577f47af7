import pg from "pg";

const PEOPLE = 200_000;
const BATCH = 500_000;

// Ids as the program makes them: sortable by time.
const ID = (millisecondsAgo: string) =>
  `encode(set_byte(set_byte(substring(int8send((extract(epoch from now()) * 1000)::int8 - (${millisecondsAgo})::int8) from 3 for 6)
     || substring(uuid_send(gen_random_uuid()) from 7), 6, 112), 8, 128), 'hex')::uuid`;

const PERSON = `
with people as materialized (
  select n, ${ID("n")} as contact_id, ${ID("n")} as conversation_id, '49170' || lpad(n::text, 8, '0') as phone
  from generate_series(1, ${PEOPLE}) n
), contacts as (
  insert into contacts (id, organization_id, wa_id, name) select contact_id, $1, phone, 'Customer ' || n from people
), identities as (
  insert into contact_identities (organization_id, kind, value, contact_id) select $1, 'phone', phone, contact_id from people
), asleep as (
  insert into lanes (kind, key, organization_id, wake_at) select 'conversation', conversation_id::text, $1, 'infinity' from people
)
insert into conversations (id, organization_id, connection_id, contact_id) select conversation_id, $1, $2, contact_id from people`;

// Keys as Meta's: the customer's number is in front, and what follows is random.
const EVENTS = `
insert into webhook_events (id, organization_id, connection_id, delivery_id, event_key, field, kind, wa_message_id, contact_id,
  conversation_id, payload, state, outcome, lane_kind, lane_key, created_at, processed_at)
select ${ID("($4::int8 - n) * 60")}, $1, $2, gen_random_uuid(), 'message:' || $5 || ':' || wamid, 'messages', 'message', wamid,
  p.contact_id, p.id, $6::jsonb, 'processed', 'shown', 'conversation', p.id::text,
  now() - make_interval(secs => ($4::int8 - n) * 0.06), now() - make_interval(secs => ($4::int8 - n) * 0.06)
from generate_series($3::int8, $3::int8 + ${BATCH} - 1) n
join (select row_number() over (order by id) as place, id, contact_id from conversations) p on p.place = 1 + n % ${PEOPLE}
cross join lateral (select 'wamid.HBgM' || encode(convert_to('49170' || lpad((n % ${PEOPLE})::text, 8, '0'), 'UTF8'), 'base64')
  || md5(n::text) as wamid) w
where n <= $4`;

/** Fills a database with people and, in batches, with events that were worked weeks ago; the indexes are made anew at the end. */
export async function fill(
  url: string,
  { events, phoneNumberId }: { events: number; phoneNumberId: string },
): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await inSystem(client, () =>
    client.query<{ id: string; organizationId: string }>(
      `select id, organization_id as "organizationId" from whatsapp_connections where phone_number_id = $1`,
      [phoneNumberId],
    ),
  );
  const [{ id: connectionId, organizationId } = { id: "", organizationId: "" }] = rows;
  await inSystem(client, () => client.query(PERSON, [organizationId, connectionId]));
  const restore = await stripped(client, "webhook_events");
  const payload = JSON.stringify({ messages: [{ type: "text", text: { body: "Good morning" } }] });
  for (let from = 1; from <= events; from += BATCH) {
    await inSystem(client, () =>
      client.query(EVENTS, [organizationId, connectionId, from, events, phoneNumberId, payload]),
    );
  }
  await restore();
  await client.query("vacuum analyze");
  await client.query("checkpoint").catch(() => undefined); // only some logins may; the next one comes by itself
  await client.end();
}

async function inSystem<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query("set role recado_system");
  const result = await work();
  await client.query("reset role");
  return result;
}

/** Takes a table's foreign keys and indexes away, which cost a bulk load most; the returned function brings them back. */
async function stripped(client: pg.Client, table: string): Promise<() => Promise<void>> {
  const read = (query: string) => client.query<{ name: string; definition: string }>(query, [table]);
  const keys = await read(
    "select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint where conrelid = $1::regclass and contype = 'f'",
  );
  const indexes = await read(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
     where indrelid = $1::regclass and not indisprimary`,
  );
  for (const { name } of keys.rows) await client.query(`alter table ${table} drop constraint "${name}"`);
  for (const { name } of indexes.rows) await client.query(`drop index ${name}`);
  return async () => {
    for (const { definition } of indexes.rows) await client.query(definition);
    for (const { name, definition } of keys.rows) {
      await client.query(`alter table ${table} add constraint "${name}" ${definition} not valid`);
    }
  };
}
