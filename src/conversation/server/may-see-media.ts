import { asSystem } from "@/platform/db/as-system";

const OWNER = `
select m.organization_id as "organizationId" from messages m
join memberships s on s.organization_id = m.organization_id and s.user_id = $2
where m.id = $1`;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The organization whose message it is, if this person is a member of it; null also when there is no such message. */
export async function maySeeMedia(messageId: string, userId: string): Promise<string | null> {
  if (!UUID.test(messageId)) return null;
  const [owner] = await asSystem((sql) => sql.query<{ organizationId: string }>(OWNER, [messageId, userId]));
  return owner?.organizationId ?? null;
}
