import { env } from "@/platform/env";
import type { Sql } from "@/platform/db/door";

/** Small, since each may be many megabytes: what else wants the database waits for one batch at most. */
const BATCH = 50;
const MIB = 1024 * 1024;

/** What has yet to be sent is needed. */
const isUnsent = (id: string) => `exists (select from messages m where m.id = ${id} and m.status = 'Pending')`;

const TOO_OLD = `
select message_id as "messageId", conversation_id as "conversationId" from message_media
where state = 'kept' and not ${isUnsent("message_id")} and kept_at < now() - make_interval(days => $1) order by kept_at limit ${BATCH}`;

/** Of organizations that have more than they may, what does not fit when one begins with the newest. */
const TOO_MUCH = `
select "messageId", "conversationId" from (
  select message_id as "messageId", conversation_id as "conversationId", kept_at,
    sum(size) over (partition by organization_id order by kept_at desc, message_id) as total
  from message_media
  where state = 'kept' and organization_id in (
    select organization_id from message_media where state = 'kept' group by organization_id having sum(size) > $1)
) d where total > $1 and not ${isUnsent('"messageId"')} order by kept_at limit ${BATCH}`;

/** Each message gets a revision of its own, so that an open thread learns of it. */
const DROP = `
with dropped as (
  update message_media set state = 'dropped', bytes = null where message_id = any($1::uuid[]) and state = 'kept'
  returning message_id, conversation_id
), counted as (
  select conversation_id, count(*)::int as n from dropped group by conversation_id
), moved as (
  update conversations c set revision = c.revision + d.n from counted d where c.id = d.conversation_id
  returning c.id, c.revision - d.n as base
)
update messages m set revision = moved.base + d.place
from (select *, row_number() over (partition by conversation_id order by message_id) as place from dropped) d
join moved on moved.id = d.conversation_id
where m.id = d.message_id`;

interface Chosen {
  readonly messageId: string;
  readonly conversationId: string;
}

/** Drops some files that were kept long enough, or of which an organization has too many: the oldest go first. Tells whether there may be more. */
export async function dropMedia(sql: Sql): Promise<boolean> {
  const { MEDIA_KEPT_DAYS, MEDIA_ORGANIZATION_MIB } = env();
  const tooOld = await drop(sql, await sql.query<Chosen>(TOO_OLD, [MEDIA_KEPT_DAYS]));
  const tooMuch = await drop(sql, await sql.query<Chosen>(TOO_MUCH, [MEDIA_ORGANIZATION_MIB * MIB]));
  return tooOld === BATCH || tooMuch === BATCH;
}

async function drop(sql: Sql, chosen: readonly Chosen[]): Promise<number> {
  if (chosen.length === 0) return 0;
  const conversationIds = chosen.map(({ conversationId }) => conversationId);
  await sql.query("select 1 from conversations where id = any($1::uuid[]) order by id for update", [conversationIds]);
  await sql.query(DROP, [chosen.map(({ messageId }) => messageId)]);
  return chosen.length;
}
