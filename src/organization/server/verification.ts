import type { Sql } from "@/platform/db/door";
import { AppError } from "@/platform/errors";
import { wake, type Alarm } from "@/platform/lanes/wake";
import { openField } from "./sealed-columns";

/** What has to be true at Meta for a number to be an organization's. */
export interface Proof {
  readonly id: string;
  readonly phoneNumberId: string;
  readonly businessAccountId: string;
  readonly appId: string | null;
  readonly accessToken: string | null;
  readonly appSecret: string | null;
  /** When the connection last changed: what Meta says of an older state counts for nothing. */
  readonly asOf: string;
}

/** What a connection says of itself, for Meta to confirm. Behind the caller's door. */
export async function readProof(sql: Sql, connectionId: string): Promise<Proof> {
  const [row] = await sql.query<Proof>(
    `select id, phone_number_id as "phoneNumberId", business_account_id as "businessAccountId", app_id as "appId",
       access_token as "accessToken", app_secret as "appSecret", updated_at::text as "asOf"
     from whatsapp_connections where id = $1`,
    [connectionId],
  );
  if (!row) throw new AppError("not-found", "There is no such connection.");
  return {
    ...row,
    accessToken: openField(row.id, "accessToken", row.accessToken),
    appSecret: openField(row.id, "appSecret", row.appSecret),
  };
}

/**
 * The number is this organization's from now on: its events come here. Throws a conflict when the number, or its
 * business account, is verified elsewhere; where, is not told.
 */
export async function markVerified(
  sql: Sql,
  { id, asOf }: Proof,
  { messagesPerSecond = null }: { readonly messagesPerSecond?: number | null } = {},
): Promise<void> {
  await wakeWaiting(sql, id);
  const marked = await sql
    .query(
      `update whatsapp_connections set verified_at = coalesce(verified_at, now()), health = 'healthy', health_detail = null,
         sends_not_before = null, messages_per_second = coalesce($3, messages_per_second)
       where id = $1 and updated_at = $2 returning 1`,
      [id, asOf, messagesPerSecond],
    )
    .catch(refuseClaimed);
  if (marked.length === 0) throw new AppError("conflict", "The connection was changed meanwhile: verify it again.");
}

/** What waits for the connection to be repaired goes on with the commit. Lanes first: everybody locks a connection's row last. */
async function wakeWaiting(sql: Sql, connectionId: string): Promise<void> {
  const waiting = await sql.query<Alarm>(
    `select 'conversation' as kind, conversation_id::text as key, organization_id as "organizationId" from messages
     where connection_id = $1 and direction = 'outbound' and status = 'Pending'
     union
     select 'media', d.conversation_id::text, d.organization_id from message_media d
     join conversations c on c.id = d.conversation_id where c.connection_id = $1 and d.state = 'waiting'`,
    [connectionId],
  );
  await wake(sql, waiting);
}

/** Meta did not confirm it, for this reason: nothing is sent until it does. A number that was proved before stays proved. */
export async function markUnproved(sql: Sql, { id, asOf }: Proof, reason: string): Promise<void> {
  await sql.query(
    `update whatsapp_connections set health = 'unhealthy', health_detail = $3
     where id = $1 and updated_at = $2`,
    [id, asOf, reason],
  );
}

const CLAIMED: Readonly<Record<string, string>> = {
  whatsapp_connections_verified_number: "This phone number is connected already. Disconnect it there first.",
  whatsapp_connections_verified_account: "This business account is connected to another organization already.",
};

function refuseClaimed(error: unknown): never {
  const constraint = error instanceof Error && "constraint" in error ? String(error.constraint) : "";
  throw CLAIMED[constraint] ? new AppError("conflict", CLAIMED[constraint]) : error;
}
