import { openCredentials } from "@/organization/server/open-credentials";
import type { Sql } from "@/platform/db/door";
import type { GraphConnection } from "@/whatsapp/server/graph";

/** What a call to Meta for this connection takes; null while it has no access token. */
export async function graphConnection(sql: Sql, connectionId: string): Promise<GraphConnection | null> {
  const credentials = await openCredentials(sql, connectionId);
  if (!credentials?.accessToken) return null;
  const { phoneNumberId, accessToken, appSecret } = credentials;
  return { phoneNumberId, accessToken, appSecret };
}
