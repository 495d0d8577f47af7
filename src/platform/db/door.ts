import { AsyncLocalStorage } from "node:async_hooks";
import type pg from "pg";
import { observe, secondsSince } from "../metrics/count";
import { inOnePacket } from "./one-packet";
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
  return onConnection(async (client, lose) => {
    const ask = asker(client, door);
    // What `work` asks first travels with these: a transaction that could not be entered takes nothing.
    const entered = Promise.all([ask("begin"), ask(ENTER, entering(door))]);
    entered.catch(() => undefined);
    try {
      const result = await work({ query: ask });
      await entered;
      await ask("commit");
      return result;
    } catch (error) {
      await ask("rollback").catch(lose);
      await entered; // its own error says more
      throw error;
    }
  });
}

/** One statement as a transaction of its own, in one round trip. */
export function single<Row>(door: Door, statement: string, values: readonly unknown[] = []): Promise<Row[]> {
  return onConnection(async (client, lose) => {
    const ask = asker(client, door);
    const entered = Promise.all([ask("begin"), ask(ENTER, entering(door))]);
    const asked = ask<Row>(statement, values);
    const ended = ask("commit").catch(lose); // what has failed is rolled back by it
    const [first, second] = await Promise.allSettled([entered, asked, ended]);
    if (first.status === "rejected") throw first.reason;
    if (second.status === "rejected") throw second.reason;
    return second.value;
  });
}

type Lose = (cause: unknown) => void;

/** Does `work` with a connection of the pool, which does not get it back once it was lost. */
function onConnection<T>(work: (client: pg.PoolClient, lose: Lose) => Promise<T>): Promise<T> {
  return enter(async () => {
    const start = performance.now();
    const client = await pool().connect();
    observe("recado_pool_wait_seconds", {}, secondsSince(start));
    let broken: Error | undefined;
    const lose: Lose = (cause) => (broken ??= new Error("The connection was lost inside a transaction", { cause }));
    // Between two statements a connection can break with nobody waiting for it: unheard, that would end the process.
    client.on("error", lose);
    try {
      return await work(client, lose);
    } finally {
      client.off("error", lose);
      client.release(broken);
    }
  });
}

/** Asks one statement after another, all that is asked in one turn in one packet. */
function asker(client: pg.PoolClient, { role }: Door): Sql["query"] {
  const gather = inOnePacket(client);
  return async <Row>(statement: string, values?: readonly unknown[]) => {
    const { rows } = await gather(() => client.query(values ? prepared(statement, role, values) : statement));
    return rows as Row[];
  };
}
