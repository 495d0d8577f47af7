import { freeAt } from "@/conversation/pace";
import type { Sql } from "@/platform/db/door";

/** How much of a second's messages one process takes leave for at once: the row of a busy number is written so often only. */
const SHARE = 1 / 8;
/** What was taken leave for and not sent within this time has lapsed. */
const LAPSES_MS = 1_000;

interface Leave {
  /** Below zero: what came in and has yet to be counted. */
  left: number;
  lapsesAt: number;
}

/** Of this process, by connection. */
const leaves = new Map<string, Leave>();

interface Row {
  readonly perSecond: number;
  readonly paidOffAt: Date | null;
  readonly now: Date;
}

/**
 * Whether a message of the number may leave now, by the throughput that Meta gives it, over all processes: null, else when to ask
 * again. A second's worth may leave at once. Locks the connection's row until the commit, one time in several.
 */
export async function waitsForNumber(sql: Sql, connectionId: string): Promise<Date | null> {
  const leave = leaves.get(connectionId);
  if (leave && leave.left > 0 && leave.lapsesAt > Date.now()) {
    leave.left -= 1;
    return null;
  }
  const [row] = await sql.query<Row>(
    `select messages_per_second as "perSecond", paid_off_at as "paidOffAt", clock_timestamp() as now
     from whatsapp_connections where id = $1 for update`,
    [connectionId],
  );
  if (!row) return null;
  const pace = { everyMs: 1_000 / row.perSecond, burst: row.perSecond };
  const free = row.paidOffAt && freeAt(row.paidOffAt, pace);
  if (free && free > row.now) return free;
  const taken = Math.max(1, Math.floor(row.perSecond * SHARE));
  const owed = Math.max(0, -(leave?.left ?? 0));
  const from = Math.max(row.paidOffAt?.getTime() ?? 0, row.now.getTime());
  await sql.query("update whatsapp_connections set paid_off_at = $2 where id = $1", [
    connectionId,
    new Date(from + (taken + owed) * pace.everyMs),
  ]);
  leaves.set(connectionId, { left: taken - 1, lapsesAt: Date.now() + LAPSES_MS });
  return null;
}

/** A message that came in: Meta counts it towards the same throughput. */
export function countInbound(connectionId: string): void {
  const leave = leaves.get(connectionId);
  if (leave) leave.left -= 1;
  else leaves.set(connectionId, { left: -1, lapsesAt: 0 });
}
