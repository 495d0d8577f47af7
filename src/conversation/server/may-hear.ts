import { asSystem } from "@/platform/db/as-system";
import type { ParsedChannel } from "@/realtime/channel";

// The epoch is part of the name, so that what was signed before a member was removed names a channel nobody uses.
const LISTENER = `
select u.name from users u
join memberships m on m.user_id = u.id
join organizations o on o.id = m.organization_id and o.epoch = $2::bigint
where u.id = $1 and o.id = coalesce($3::uuid, (select organization_id from conversations where id = $4))`;

/** The member who may hear this channel now; null for everybody else. */
export async function mayHear(channel: ParsedChannel, userId: string): Promise<{ readonly name: string } | null> {
  const place = channel.kind === "organization" ? [channel.organizationId, null] : [null, channel.conversationId];
  const [listener] = await asSystem((sql) => sql.query<{ name: string }>(LISTENER, [userId, channel.epoch, ...place]));
  return listener ?? null;
}
