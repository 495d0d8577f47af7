import { asSystem } from "@/platform/db/as-system";
import type { Stored } from "./books";

/** Every message of every organization. */
export const storedMessages = (): Promise<Stored[]> =>
  asSystem((sql) =>
    sql.query<Stored>(
      `with heard as (
         select connection_id, wa_message_id, string_agg(state, ', ') as states from webhook_events
         where kind <> 'status' group by connection_id, wa_message_id
       ), hidden as (select contact_id, min(value) as value from contact_identities where kind = 'user_id' group by contact_id)
       select m.id, m.organization_id as "organizationId", m.seq, m.direction, m.status, m.content, m.wa_message_id as "waMessageId",
         coalesce(m.error ->> 'reason', m.error ->> 'code') as why, coalesce(p.wa_id, u.value) as customer, e.states as event,
         case when f.message_id is not null
           then jsonb_build_object('state', f.state, 'sha256', f.sha256, 'trouble', f.trouble) end as file
       from messages m join conversations c on c.id = m.conversation_id join contacts p on p.id = c.contact_id
       left join hidden u on u.contact_id = p.id
       left join heard e on e.connection_id = m.connection_id and e.wa_message_id = m.wa_message_id
       left join message_media f on f.message_id = m.id`,
    ),
  );

/** What somebody still has to do, by kind; all zero when all is quiet. */
export async function waitingWork(): Promise<Record<string, number>> {
  const [waiting] = await asSystem((sql) =>
    sql.query<Record<string, number>>(
      `select (select count(*)::int from webhook_events where state = 'received') as events,
         (select count(*)::int from messages where status in ('Pending', 'Unknown')) as bubbles,
         (select count(*)::int from sessions where status in ('Active', 'Paused')) as sessions,
         (select count(*)::int from timers) as timers,
         (select count(*)::int from http_calls) as calls,
         (select count(*)::int from message_media where state = 'waiting') as files`,
    ),
  );
  return waiting ?? {};
}
