import { sqlInOrganization } from "@/platform/db/in-organization";
import { log } from "@/platform/log";
import { toldBy } from "@/whatsapp/told-by";
import { markRead } from "@/whatsapp/server/graph";
import { graphConnection } from "./graph-connection";

/** A customer's message that is being answered. */
export interface Marks {
  readonly connectionId: string;
  readonly waMessageId: string;
}

/** Marks a message as read and shows the bot typing. Nobody waits for it, and nothing fails by it. */
export async function tellRead(organizationId: string, { connectionId, waMessageId }: Marks): Promise<void> {
  try {
    const connection = await sqlInOrganization(organizationId, (sql) => graphConnection(sql, connectionId));
    if (!connection) return;
    const marked = await markRead({ connection, waMessageId, typing: true });
    if (marked.kind !== "done") log.info({ connectionId, ...toldBy(marked) }, "A message could not be marked as read");
  } catch (error) {
    log.warn({ connectionId, err: error }, "A message could not be marked as read");
  }
}
