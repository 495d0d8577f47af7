import type { Sql } from "@/platform/db/door";
import { newId } from "@/platform/id";
import { wake } from "@/platform/lanes/wake";
import type { Merge } from "@/contact/server/resolve-contacts";

interface Pair {
  readonly fromId: string;
  /** Null where the surviving contact has no conversation with that number. */
  readonly intoId: string | null;
}

/**
 * Makes one contact of two that were found to be the same person. Conversations with the same number become one: the
 * other's messages follow behind, its live session ends unless it is the only one. What the surviving contact knows wins.
 */
export async function mergeContacts(sql: Sql, { organizationId, from, into }: Merge): Promise<void> {
  const pairs = await sql.query<Pair>(
    `select f.id as "fromId", i.id as "intoId" from conversations f
     left join conversations i on i.connection_id = f.connection_id and i.contact_id = $2
     where f.contact_id = $1`,
    [from, into],
  );
  const ids = pairs.flatMap((pair) => (pair.intoId ? [pair.fromId, pair.intoId] : [pair.fromId]));
  // Locks the lanes: a worker in one of them finishes its transaction first, and its next finds the lane gone.
  await wake(
    sql,
    ids.map((key) => ({ kind: "conversation", key, organizationId })),
  );
  await sql.query("select 1 from conversations where id = any($1::uuid[]) order by id for update", [ids]);
  for (const { fromId, intoId } of pairs) {
    if (intoId) await joinConversations(sql, fromId, intoId);
  }
  await sql.query("update conversations set contact_id = $2, revision = revision + 1 where contact_id = $1", [
    from,
    into,
  ]);
  await moveContactRows(sql, from, into);
  await sql.query(
    "insert into audit_log (id, organization_id, action, subject, detail) values ($1, $2, 'contact.merged', $3, $4)",
    [newId(), organizationId, into, { merged: from }],
  );
}

async function joinConversations(sql: Sql, fromId: string, intoId: string): Promise<void> {
  const move = (statement: string) => sql.query(statement, [fromId, intoId]);
  await move(
    `update sessions set status = 'Completed', end_reason = 'merged', ended_at = now(), waiting = null
     where conversation_id = $1 and status in ('Active', 'Paused')
       and exists (select from sessions where conversation_id = $2 and status in ('Active', 'Paused'))`,
  );
  await move(
    "delete from timers t using sessions s where s.id = t.session_id and s.status = 'Completed' and t.conversation_id = $1 and $2::uuid is not null",
  );
  await move(
    "delete from http_calls h using sessions s where s.id = h.session_id and s.status = 'Completed' and h.conversation_id = $1 and $2::uuid is not null",
  );
  await move(
    `update messages m set conversation_id = i.id, seq = m.seq + i.last_seq, revision = i.revision + m.seq
     from conversations i where i.id = $2 and m.conversation_id = $1`,
  );
  for (const table of ["sessions", "timers", "http_calls", "message_media"]) {
    await move(`update ${table} set conversation_id = $2 where conversation_id = $1`);
  }
  // By their contact: that is where the index is.
  await move(
    `update webhook_events e set conversation_id = $2::uuid,
       lane_key = case when lane_kind = 'conversation' then $2::uuid::text else lane_key end
     from conversations c where c.id = $1 and e.contact_id = c.contact_id and e.conversation_id = c.id`,
  );
  await move(
    `update conversations i set last_seq = i.last_seq + f.last_seq, revision = i.revision + f.last_seq + 1, unread = i.unread + f.unread,
       last_inbound_at = greatest(i.last_inbound_at, f.last_inbound_at),
       last_message_at = greatest(i.last_message_at, f.last_message_at), preview = coalesce(i.preview, f.preview),
       owner = case when 'person' in (i.owner, f.owner) then 'person' else 'bot' end
     from conversations f where f.id = $1 and i.id = $2`,
  );
  await sql.query("delete from lanes where kind = 'conversation' and key = $1::text", [fromId]);
  await sql.query("delete from conversations where id = $1", [fromId]);
}

async function moveContactRows(sql: Sql, from: string, into: string): Promise<void> {
  const move = (statement: string) => sql.query(statement, [from, into]);
  await move("update contact_identities set contact_id = $2 where contact_id = $1");
  await move("update webhook_events set contact_id = $2 where contact_id = $1");
  await move(
    `update campaign_audience a set contact_id = $2 where contact_id = $1
       and not exists (select from campaign_audience b where b.campaign_id = a.campaign_id and b.contact_id = $2)`,
  );
  await move(
    `update contacts i set wa_id = coalesce(i.wa_id, f.wa_id), name = coalesce(i.name, f.name),
       username = coalesce(i.username, f.username), attributes = f.attributes || i.attributes,
       tags = array(select distinct unnest(f.tags || i.tags)), opted_out_at = coalesce(i.opted_out_at, f.opted_out_at),
       updated_at = now()
     from contacts f where f.id = $1 and i.id = $2`,
  );
  await sql.query("delete from contacts where id = $1", [from]);
}
