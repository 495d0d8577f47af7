import { single, transaction, type Sql } from "./door";

/** A short transaction that sees every organization. Who may call it is a short list in the structure rules. */
export function asSystem<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
  return transaction({ role: "recado_system" }, work);
}

/** One statement that sees every organization, in one round trip. */
export function askSystem<Row>(statement: string, values?: readonly unknown[]): Promise<Row[]> {
  return single<Row>({ role: "recado_system" }, statement, values);
}
