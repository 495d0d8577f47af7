import type { Claim } from "@/organization/server/identify";
import type { Role } from "@/organization/role";
import { asSystem } from "@/platform/db/as-system";
import { newId } from "@/platform/id";

/** A person with a place in an organization, for tests. Gives what their session cookie says. */
export async function makeMember(organizationId: string, role: Role): Promise<Claim> {
  const userId = newId();
  await asSystem(async (sql) => {
    await sql.query("insert into users (id, email, name) values ($1, $2, $3)", [
      userId,
      `${userId}@example.test`,
      `An ${role}`,
    ]);
    await sql.query("insert into memberships (organization_id, user_id, role) values ($1, $2, $3)", [
      organizationId,
      userId,
      role,
    ]);
  });
  return { userId, sessionVersion: 1 };
}
