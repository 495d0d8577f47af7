import type { Sql } from "@/platform/db/door";
import { AppError } from "@/platform/errors";
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
export async function markVerified(sql: Sql, { id, asOf }: Proof): Promise<void> {
  await sql
    .query(
      `update whatsapp_connections set verified_at = coalesce(verified_at, now()), health = 'healthy', health_detail = null
       where id = $1 and updated_at = $2`,
      [id, asOf],
    )
    .catch(refuseClaimed);
}

/** Meta did not confirm it, for this reason. What was verified before stays as it is. */
export async function markUnproved(sql: Sql, { id, asOf }: Proof, reason: string): Promise<void> {
  await sql.query(
    `update whatsapp_connections set health = 'unhealthy', health_detail = $3
     where id = $1 and updated_at = $2 and verified_at is null`,
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
