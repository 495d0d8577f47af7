import pg from "pg";
import { env } from "../env";
import { log } from "../log";

// The bundle of the front and Next's own bundle each load this file: one process, one pool.
const shared = globalThis as typeof globalThis & { recadoPool?: pg.Pool };

/** The one pool of this process; Prisma and raw SQL share it. */
export function pool(): pg.Pool {
  return (shared.recadoPool ??= create());
}

/** Ends the pool: the last thing a process does. */
export async function closePool(): Promise<void> {
  const ending = shared.recadoPool;
  delete shared.recadoPool;
  await ending?.end();
}

function create(): pg.Pool {
  const created = new pg.Pool({
    connectionString: env().DATABASE_URL,
    max: 20,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    pipeline: true, // "begin" and the door's role travel together: one round trip less per transaction
    application_name: "recado",
  });
  // An idle connection that the server closes is replaced by the pool; without a listener it would end the process.
  created.on("error", (error) => log.warn({ err: error }, "An idle database connection was lost"));
  return created;
}
