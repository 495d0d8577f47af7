import type { Sql } from "@/platform/db/door";
import { newId } from "@/platform/id";

/** A number that was too fast: its messages wait, whoever they are for. */
export async function pauseNumber(sql: Sql, connectionId: string, seconds: number): Promise<void> {
  await sql.query(
    `update whatsapp_connections set
       sends_not_before = greatest(sends_not_before, clock_timestamp() + make_interval(secs => $2)) where id = $1`,
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
