import pg from "pg";
import { env } from "../env";

const PATIENCE_MS = 2_000;

let asking: Promise<boolean> | null = null;

/** Whether the database answers somebody who comes anew, with no place in the pool: within 2 s, one asking at a time. */
export const databaseAnswers = (): Promise<boolean> => (asking ??= ask().finally(() => (asking = null)));

async function ask(): Promise<boolean> {
  const client = new pg.Client({
    connectionString: env().DATABASE_URL,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch {
    return false;
  } finally {
    // Not waited for: who does not answer does not say goodbye either.
    client.end().catch(() => undefined);
  }
}
