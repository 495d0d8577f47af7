import type { Database } from "@/platform/db/in-organization";
import { AppError } from "@/platform/errors";
import { isAtLeast, type Role } from "../role";
import { noteDeed } from "./audit";

interface Removal {
  readonly organizationId: string;
  /** Who removes. */
  readonly by: string;
  readonly userId: string;
}

/**
 * Takes a member out: nobody's conversations stay theirs, and the organization's channels get new names, because what was
 * signed for a channel is good for ever. Gives the epoch the old names ended in. The caller tells those who listen.
 */
export async function removeMember(db: Database, { organizationId, by, userId }: Removal): Promise<number> {
  // Locks the organization: of two removals at once the second sees what the first has left.
  const { epoch } = await db.organization.update({
    where: { id: organizationId },
    data: { epoch: { increment: 1 } },
    select: { epoch: true },
  });
  const role = await roleOf(db, organizationId, userId);
  if (!isAtLeast(await roleOf(db, organizationId, by), role)) {
    throw new AppError("not-allowed", `Only ${role}s may remove an ${role}.`);
  }
  const owners = await db.membership.count({ where: { role: "owner" } });
  if (role === "owner" && owners === 1) {
    throw new AppError("conflict", "Somebody has to own the organization. Make another member its owner first.");
  }
  await unassign(db, userId);
  await db.membership.delete({ where: { organizationId_userId: { organizationId, userId } } });
  const actor = { organizationId, userId: by };
  await noteDeed(db, actor, { action: "member.remove", subject: userId, detail: { before: { role } } });
  return epoch - 1;
}

async function roleOf(db: Database, organizationId: string, userId: string): Promise<Role> {
  const where = { organizationId_userId: { organizationId, userId } };
  const membership = await db.membership.findUnique({ where, select: { role: true } });
  if (!membership) throw new AppError("not-found", "There is no such member.");
  return membership.role as Role;
}

/** In the order in which everybody locks. Screens learn of it when they look anew, as a new epoch makes them. */
async function unassign(db: Database, userId: string): Promise<void> {
  await db.$queryRaw`select 1 from conversations where assignee_id = ${userId}::uuid order by id for update`;
  await db.conversation.updateMany({
    where: { assigneeId: userId },
    data: { assigneeId: null, revision: { increment: 1 } },
  });
}
