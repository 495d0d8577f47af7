import { asSystem } from "../src/platform/db/as-system";

const TICKS: Readonly<Record<string, string>> = { Pending: "Waiting to be sent", Failed: "Not delivered" };

/** The list of the inbox as the database says it should look to this person. */
export async function trueList(email: string): Promise<object[]> {
  const rows = await asSystem((sql) =>
    sql.query<{ name: string; preview: string; state: string; owner: string; who: string | null; unread: number }>(
      `select p.name, c.preview, c.status as state, c.owner, c.unread,
         case when u.email = $1 then 'You' else split_part(u.name, ' ', 1) end as who
       from conversations c join contacts p on p.id = c.contact_id left join users u on u.id = c.assignee_id
       where c.last_message_at is not null order by c.last_message_at desc, c.id desc`,
      [email],
    ),
  );
  return rows.map(({ name, preview, state, owner, who, unread }) => {
    const owned = owner === "bot" ? "Bot" : (who ?? "Person");
    return { name, preview, badge: state === "waiting" ? "Unanswered" : owned, unread };
  });
}

/** What a thread should show. */
export async function trueThread(name: string): Promise<object[]> {
  const rows = await asSystem((sql) =>
    sql.query<{ text: string; status: string; direction: string }>(
      `select m.direction, m.status, case m.direction when 'outbound' then coalesce(m.payload->>'text', m.content)
         else m.content end as text
       from messages m join conversations c on c.id = m.conversation_id join contacts p on p.id = c.contact_id
       where p.name = $1 order by m.seq`,
      [name],
    ),
  );
  return rows.map(({ text, status, direction }) => ({
    text,
    status: direction === "outbound" ? (TICKS[status] ?? status) : null,
  }));
}
