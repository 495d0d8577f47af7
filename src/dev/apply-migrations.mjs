import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";

// The number Prisma's own engine locks, so that it and this file wait for each other.
const PRISMA_LOCK = 72707369;

const TABLE = `create table if not exists "_prisma_migrations" (
  "id" varchar(36) primary key not null, "checksum" varchar(64) not null, "finished_at" timestamptz,
  "migration_name" varchar(255) not null, "logs" text, "rolled_back_at" timestamptz,
  "started_at" timestamptz not null default now(), "applied_steps_count" integer not null default 0)`;

/**
 * Applies the migrations a database does not have, and records them as `prisma migrate deploy` does. Each is one
 * transaction together with its record: one that fails, or is cut short, leaves nothing behind and may be tried again.
 * @param {string} url
 * @param {string} [folder]
 * @returns {Promise<string[]>} the names of those applied now
 */
export async function applyMigrations(url, folder = "prisma/migrations") {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
  const client = await connect(url);
  try {
    const applied = [];
    for (const name of names) {
      const sql = await readFile(path.join(folder, name, "migration.sql"), "utf8");
      if (await applyOnce(client, { name, sql })) applied.push(name);
    }
    return applied;
  } finally {
    await client.end();
  }
}

/**
 * @param {pg.Client} client
 * @param {{ name: string, sql: string }} migration
 * @returns {Promise<boolean>} false when the database has it
 */
async function applyOnce(client, { name, sql }) {
  const checksum = createHash("sha256").update(sql).digest("hex");
  await client.query("begin");
  try {
    // A lock of the transaction, not of the session: it holds behind a pooler too, and dies with us.
    await client.query(`set local lock_timeout = '60s'; select pg_advisory_xact_lock(${PRISMA_LOCK}); ${TABLE}`);
    const { rows } = await client.query(
      `select checksum, finished_at from "_prisma_migrations" where migration_name = $1 and rolled_back_at is null`,
      [name],
    );
    if (rows.length > 0) checkRecord(name, rows[0], checksum);
    else {
      await client.query(sql);
      await client.query(
        `insert into "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
         values ($1, $2, $3, now(), clock_timestamp(), 1)`,
        [randomUUID(), checksum, name],
      );
    }
    await client.query("commit");
    return rows.length === 0;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw explained(error, { name, sql });
  }
}

/**
 * @param {string} name
 * @param {{ checksum: string, finished_at: Date | null }} record
 * @param {string} checksum
 */
function checkRecord(name, record, checksum) {
  if (!record.finished_at) {
    throw new Error(`Prisma began migration ${name} and did not finish: settle it with "prisma migrate resolve".`);
  }
  if (record.checksum !== checksum) {
    throw new Error(`Migration ${name} was changed after it was applied: put it back and write a new one instead.`);
  }
}

/** @param {string} url */
async function connect(url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => undefined); // a connection that is lost fails the query that needs it
  try {
    await client.connect();
    return client;
  } catch (/** @type {any} */ error) {
    const reason = error.message || error.code;
    throw new Error(`The database at ${client.host}:${client.port} does not let us in: ${reason}`, { cause: error });
  }
}

/**
 * @param {any} error
 * @param {{ name: string, sql: string }} migration
 */
function explained(error, { name, sql }) {
  if (!(error instanceof pg.DatabaseError)) return error;
  if (error.code === "55P03") return new Error("Another migration has held the lock for a minute.", { cause: error });
  const line = error.position ? ` (line ${sql.slice(0, Number(error.position)).split("\n").length})` : "";
  return new Error(`Migration ${name} failed and left nothing behind: ${error.message}${line}`, { cause: error });
}
