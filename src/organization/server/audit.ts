import type { Database } from "@/platform/db/in-organization";
import { newId } from "@/platform/id";

/** In whose name something is done. */
export interface Actor {
  readonly organizationId: string;
  /** Null: the system, or the operator. */
  readonly userId: string | null;
}

interface Deed {
  /** As in "connection.update". */
  readonly action: string;
  /** The id of what it was done to. */
  readonly subject: string;
  /** Before and after; of secrets the names only. */
  readonly detail: Record<string, object>;
}

/** Notes who did what, in the transaction that does it. */
export async function noteDeed(db: Database, actor: Actor, deed: Deed): Promise<void> {
  await db.auditEntry.create({
    data: { id: newId(), organizationId: actor.organizationId, userId: actor.userId, ...deed },
  });
}
