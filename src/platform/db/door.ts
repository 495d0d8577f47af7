import { AsyncLocalStorage } from "node:async_hooks";
import type pg from "pg";
import { pool } from "./pool";

/** A running transaction behind one of the two doors. */
export interface Sql {
  /** Rows of one statement; parameters as `$1`, `$2`. A `name` makes it a prepared statement. */
  query<Row>(statement: string | { name: string; text: string }, values?: readonly unknown[]): Promise<Row[]>;
}

/** Who stands behind the door: an organization's id, or the system. */
export type Door = { readonly role: "recado_tenant"; readonly organizationId: string } | { readonly role: "recado_system" };

const inside = new AsyncLocalStorage<true>();

/** Whether this code runs behind a door: no network call belongs there. */
export const isInTransaction = (): boolean => inside.getStore() === true;

/** Runs `work` once, behind no other door. A transaction within a transaction would wait for itself. */
export function enter<T>(work: () => Promise<T>): Promise<T> {
  if (isInTransaction()) throw new Error("A door was opened behind a door: finish the first transaction before the next");
  return inside.run(true, work);
}

export const ENTER = "select set_config('role', $1, true), set_config('app.organization_id', $2, true)";

/** The values of `ENTER` for a door. */
export const entering = (door: Door): [string, string] => [
  door.role,
  door.role === "recado_tenant" ? door.organizationId : "",
];

/** One transaction of raw SQL. An error rolls it back and passes on. */
export function transaction<T>(door: Door, work: (sql: Sql) => Promise<T>): Promise<T> {
  return enter(async () => {
    const client = await pool().connect();
    let broken: Error | undefined;
    try {
      // Sent together: the second waits in the socket, not here.
      const began = client.query("begin");
      await Promise.all([began, client.query({ name: "enter", text: ENTER, values: entering(door) })]);
      const result = await work({ query: (statement, values) => run(client, statement, values) });
      await client.query("commit");
      return result;
    } catch (error) {
      await client.query("rollback").catch((cause: unknown) => {
        broken = new Error("The connection was lost inside a transaction", { cause });
      });
      throw error;
    } finally {
      client.release(broken);
    }
  });
}

async function run<Row>(
  client: pg.PoolClient,
  statement: string | { name: string; text: string },
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const named = typeof statement === "string" ? { text: statement } : statement;
  const { rows } = await client.query({ ...named, values: [...values] });
  return rows as Row[];
}
