import { openCredentials } from "@/organization/server/open-credentials";
import type { Sql } from "@/platform/db/door";
import type { GraphConnection } from "@/whatsapp/server/graph-call";

/** A connection as a call to Meta takes it, and the state of it that Meta's answer is about. */
export interface ConnectionAsOf extends GraphConnection {
  readonly asOf: string;
  /** Of the number's two-step verification, if it is known: it registers the number. */
  readonly phonePin: string | null;
}

/** Null while the connection has no access token. */
export async function graphConnection(sql: Sql, connectionId: string): Promise<ConnectionAsOf | null> {
  const credentials = await openCredentials(sql, connectionId);
  if (!credentials?.accessToken) return null;
  const { phoneNumberId, accessToken, appSecret, phonePin, asOf } = credentials;
  return { phoneNumberId, accessToken, appSecret, phonePin, asOf };
}
