import { asSystem } from "@/platform/db/as-system";
import type { Context, Membership, User } from "@/trpc/init";

/** What a session cookie says. Believed only while the database says the same. */
export interface Claim {
  readonly userId: string;
  readonly sessionVersion: number;
}

interface Row extends User {
  readonly role: Membership["role"] | null;
  readonly organization: Membership["organization"];
}

const FIND = `
select u.id, u.name, u.email, m.role,
  json_build_object('id', o.id, 'slug', o.slug, 'name', o.name, 'status', o.status,
    'timeZone', o.time_zone, 'epoch', o.epoch) as organization
from users u
left join organizations o on o.slug = $3
left join memberships m on m.user_id = u.id and m.organization_id = o.id
where u.id = $1 and u.session_version = $2`;

/** The person and their place in the organization of that slug; an unknown organization looks like a foreign one. */
export async function identify(claim: Claim, slug: string | null): ReturnType<Context["identify"]> {
  const [row] = await asSystem((sql) => sql.query<Row>(FIND, [claim.userId, claim.sessionVersion, slug]));
  if (!row) return null;
  const { role, organization, ...user } = row;
  return { user, membership: role && { role, organization } };
}

/** The context of one request's procedures. */
export const contextFor = (claim: Claim | null): Context => ({
  identify: async (slug) => claim && identify(claim, slug),
});

/** The organizations a person belongs to, the one they joined first in front. */
export const organizationsOf = (userId: string): Promise<{ slug: string; name: string }[]> =>
  asSystem((sql) =>
    sql.query(
      `select o.slug, o.name from memberships m join organizations o on o.id = m.organization_id
       where m.user_id = $1 order by m.created_at, o.slug`,
      [userId],
    ),
  );
