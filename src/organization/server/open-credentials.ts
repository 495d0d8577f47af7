import type { Sql } from "@/platform/db/door";
import { openField } from "./sealed-columns";

/** What sending for a connection takes, its secrets in the clear. */
export interface Credentials {
  readonly phoneNumberId: string;
  readonly accessToken: string | null;
  readonly appSecret: string | null;
  readonly phonePin: string | null;
  readonly marksRead: boolean;
  readonly health: "unknown" | "healthy" | "unhealthy";
  readonly sendsNotBefore: Date | null;
  /** When the connection last changed: what Meta says of an older state counts for nothing. */
  readonly asOf: string;
}

/** Read behind the caller's door, so a tenant's connection opens only for the tenant. Null: there is none of that id. */
export async function openCredentials(sql: Sql, connectionId: string): Promise<Credentials | null> {
  const [row] = await sql.query<Credentials>(
    `select phone_number_id as "phoneNumberId", access_token as "accessToken", app_secret as "appSecret",
       phone_pin as "phonePin", marks_read as "marksRead", health, sends_not_before as "sendsNotBefore",
       updated_at::text as "asOf"
     from whatsapp_connections where id = $1`,
    [connectionId],
  );
  return (
    (row && {
      ...row,
      accessToken: openField(connectionId, "accessToken", row.accessToken),
      appSecret: openField(connectionId, "appSecret", row.appSecret),
      phonePin: openField(connectionId, "phonePin", row.phonePin),
    }) ??
    null
  );
}
