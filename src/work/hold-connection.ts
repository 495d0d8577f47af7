import type { Sql } from "@/platform/db/door";
import { newId } from "@/platform/id";

/** Whose sends wait with those of a connection: of the organization's connections, those that match. */
const SCOPES = {
  number: "w.id = own.id",
  account: "w.business_account_id = own.business_account_id",
  app: "w.app_id is not distinct from own.app_id",
} as const;
export type Scope = keyof typeof SCOPES;

/** What was too fast waits: the number's messages, its account's or its app's, whoever they are for. */
export async function pauseSends(
  sql: Sql,
  connectionId: string,
  { scope, seconds }: { scope: Scope; seconds: number },
): Promise<void> {
  await sql.query(
    `update whatsapp_connections w set
       sends_not_before = greatest(w.sends_not_before, clock_timestamp() + make_interval(secs => $2))
     from whatsapp_connections own where own.id = $1 and ${SCOPES[scope]}`,
    [connectionId, seconds],
  );
}

/**
 * A connection that Meta does not let send: its messages wait until a person has repaired it (saved a token that proves the
 * number). What Meta says of an older state, as of a token that was replaced meanwhile, stops nothing. Written to the audit
 * log once, when it turns.
 */
export async function stopConnection(
  sql: Sql,
  connectionId: string,
  { plain, code, asOf }: { plain: string; code: number; asOf: string },
): Promise<void> {
  const turned = await sql.query<{ organizationId: string }>(
    `update whatsapp_connections set health = 'unhealthy', health_detail = $2
     where id = $1 and updated_at = $3 and health <> 'unhealthy' returning organization_id as "organizationId"`,
    [connectionId, plain, asOf],
  );
  for (const { organizationId } of turned) {
    await sql.query(
      "insert into audit_log (id, organization_id, action, subject, detail) values ($1, $2, 'connection.stopped', $3, $4)",
      [newId(), organizationId, connectionId, { code, plain }],
    );
  }
}
