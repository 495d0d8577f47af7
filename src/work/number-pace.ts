import { freeAt, paidOffAfter } from "@/conversation/pace";
import type { Sql } from "@/platform/db/door";

/** How much of a second's messages one process takes leave for at once: the row of a busy number is written so often only. */
const SHARE = 1 / 8;
/** What was taken leave for and not sent, or came in and was not counted, within this time has lapsed. */
const LAPSES_MS = 1_000;

interface Leave {
  /** Below zero: what came in and has yet to be counted. */
  left: number;
  readonly lapsesAt: number;
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
 * again. A second's worth may leave at once. Locks the connection's row until the commit, one time in several; what only names
 * the connection, as a webhook that comes in, does not wait for that.
 */
export async function waitsForNumber(sql: Sql, connectionId: string): Promise<Date | null> {
  if (takeOne(connectionId)) return null;
  const [row] = await sql.query<Row>(
    `select messages_per_second as "perSecond", paid_off_at as "paidOffAt", clock_timestamp() as now
     from whatsapp_connections where id = $1 for no key update`,
    [connectionId],
  );
  // Who held the row before has taken leave for several.
  if (!row || takeOne(connectionId)) return null;
  const pace = { everyMs: 1_000 / row.perSecond, burst: row.perSecond };
  const free = row.paidOffAt && freeAt(row.paidOffAt, pace);
  if (free && free > row.now) return free;
  const taken = Math.max(1, Math.floor(row.perSecond * SHARE));
  const owed = Math.max(0, -(current(connectionId)?.left ?? 0));
  await sql.query("update whatsapp_connections set paid_off_at = $2 where id = $1", [
    connectionId,
    paidOffAfter(row.paidOffAt, row.now, (taken + owed) * pace.everyMs),
  ]);
  renew(connectionId, taken - 1);
  return null;
}

/** A message that came in: Meta counts it towards the same throughput. */
export function countInbound(connectionId: string): void {
  const leave = current(connectionId);
  if (leave) leave.left -= 1;
  else renew(connectionId, -1);
}

function takeOne(connectionId: string): boolean {
  const leave = current(connectionId);
  if (!leave || leave.left <= 0) return false;
  leave.left -= 1;
  return true;
}

function current(connectionId: string): Leave | null {
  const leave = leaves.get(connectionId);
  return leave && leave.lapsesAt > Date.now() ? leave : null;
}

const renew = (connectionId: string, left: number) =>
  leaves.set(connectionId, { left, lapsesAt: Date.now() + LAPSES_MS });
