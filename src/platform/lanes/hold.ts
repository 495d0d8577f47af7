import type { Sql } from "../db/door";
import { asSystem } from "../db/as-system";
import { log } from "../log";
import { LEASE_SECONDS } from "./claim";
import { LeaseLost, type Lane } from "./lane";

/**
 * The first statement of every transaction that writes for a lane: locks the lane's row until the commit if the token
 * is still ours, and throws `LeaseLost` if not. What the transaction commits counts as getting on, and renews the lease.
 */
export async function holdLane(sql: Sql, lane: Lane): Promise<void> {
  const rows = await sql.query(
    `update lanes set attempts = 0, lease_until = now() + make_interval(secs => $4)
     where kind = $1 and key = $2 and lease = $3 returning 1`,
    [lane.kind, lane.key, lane.lease, LEASE_SECONDS],
  );
  if (rows.length === 0) throw new LeaseLost(lane);
}

/**
 * Keeps the lanes that are being worked for another lease. Those that are locked are passed over, most by transactions of their
 * own, which renew them: waiting for one, it would hold up the others.
 */
export async function renew(lanes: readonly Lane[]): Promise<void> {
  if (lanes.length === 0) return;
  await asSystem((sql) =>
    sql.query(
      `with held as (
         select l.kind, l.key from lanes l
         join unnest($1::text[], $2::text[], $3::uuid[]) as h (kind, key, lease) using (kind, key, lease)
         for update of l skip locked
       )
       update lanes l set lease_until = now() + make_interval(secs => $4) from held
       where l.kind = held.kind and l.key = held.key`,
      [lanes.map((lane) => lane.kind), lanes.map((lane) => lane.key), lanes.map((lane) => lane.lease), LEASE_SECONDS],
    ),
  );
}

const RENEW_EVERY_MS = 10_000;

/** Renews the leases of what is being worked, until it is told to stop. */
export function keepLeases(working: ReadonlyMap<Lane, unknown>): () => void {
  const renewing = setInterval(() => {
    renew([...working.keys()]).catch((error: unknown) => log.warn({ err: error }, "Could not renew leases"));
  }, RENEW_EVERY_MS);
  return () => clearInterval(renewing);
}
