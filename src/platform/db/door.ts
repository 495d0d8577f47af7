import { AsyncLocalStorage } from "node:async_hooks";
import { observe, secondsSince } from "../metrics/count";
import { pool } from "./pool";
import { prepared } from "./prepared";

/** A running transaction behind one of the two doors. */
export interface Sql {
  /** The rows of one statement; parameters as `$1`, `$2`. */
  query<Row>(statement: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** Who stands behind the door: an organization's id, or the system. */
export type Door =
  { readonly role: "recado_tenant"; readonly organizationId: string } | { readonly role: "recado_system" };

const inside = new AsyncLocalStorage<true>();

/** Whether this code runs behind a door: no network call belongs there. */
const isInTransaction = (): boolean => inside.getStore() === true;

/** Runs `work` once, behind no other door. A transaction within a transaction would wait for itself. */
export function enter<T>(work: () => Promise<T>): Promise<T> {
  if (isInTransaction())
    throw new Error("A door was opened behind a door: finish the first transaction before the next");
  return inside.run(true, work);
}

// A transaction whose process is gone must not hold its locks until the network notices, hours later; and who waits for a
// lock says so soon. Set per transaction: a pooled connection keeps nothing.
const LIMITS = { lock_timeout: "3s", statement_timeout: "30s", idle_in_transaction_session_timeout: "10s" } as const;

export const ENTER = `select set_config('role', $1, true), set_config('app.organization_id', $2, true), ${Object.entries(
  LIMITS,
)
  .map(([name, value]) => `set_config('${name}', '${value}', true)`)
  .join(", ")}`;

/** The values of `ENTER` for a door. */
export const entering = (door: Door): [string, string] => [
  door.role,
  door.role === "recado_tenant" ? door.organizationId : "",
];

/** One transaction of raw SQL. An error rolls it back and passes on. */
export function transaction<T>(door: Door, work: (sql: Sql) => Promise<T>): Promise<T> {
  return enter(async () => {
    const start = performance.now();
    const client = await pool().connect();
    observe("recado_pool_wait_seconds", {}, secondsSince(start));
    let broken: Error | undefined;
    // Between two statements a connection can break with nobody waiting for it: unheard, that would end the process.
    const onLost = (error: Error) => (broken ??= error);
    client.on("error", onLost);
    try {
      await Promise.all([client.query("begin"), client.query(prepared(ENTER, door.role, entering(door)))]);
      const result = await work({
        query: async <Row>(statement: string, values: readonly unknown[] = []) =>
          (await client.query(prepared(statement, door.role, values))).rows as Row[],
      });
      await client.query("commit");
      return result;
    } catch (error) {
      await client.query("rollback").catch((cause: unknown) => {
        broken ??= new Error("The connection was lost inside a transaction", { cause });
      });
      throw error;
    } finally {
      client.off("error", onLost);
      client.release(broken);
    }
  });
}
