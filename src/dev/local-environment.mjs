import path from "node:path";
import { dataDir, loadDotEnv } from "./data-dir.mjs";
import { keptKeys } from "./keys.mjs";
import { startPostgres } from "./postgres.mjs";
import { currentRun } from "./run-file.mjs";

/**
 * Sets DATABASE_URL, when no variable names a database, to the one of what runs in this folder, or else starts the
 * data folder's own until `release` is called.
 * @returns {Promise<{ release: () => Promise<void> }>}
 */
export async function provideDatabase() {
  loadDotEnv();
  if (process.env["DATABASE_URL"] || process.env["DIRECT_DATABASE_URL"]) return { release: async () => {} };
  const running = (await currentRun(dataDir()))?.environment["DATABASE_URL"];
  if (running) {
    fill({ DATABASE_URL: running });
    return { release: async () => {} };
  }
  const postgres = await startPostgres(path.join(dataDir(), "postgres"));
  fill({ DATABASE_URL: postgres.url });
  return { release: postgres.stop };
}

/**
 * Sets every variable the server can not do without and that is not set: for commands that work on what runs here, or
 * on what is kept here, such as `provision`.
 * @returns {Promise<{ release: () => Promise<void> }>}
 */
export async function provideEnvironment() {
  const database = await provideDatabase();
  fill((await currentRun(dataDir()))?.environment ?? {});
  fill(await keptKeys(dataDir()));
  fill({ APP_URL: `http://127.0.0.1:${process.env["PORT"] || 3000}` });
  if (!process.env["PUSHER_CLUSTER"]) fill({ PUSHER_HOST: "127.0.0.1", PUSHER_PORT: "1", PUSHER_TLS: "0" });
  return database;
}

/** @param {Record<string, string>} values */
function fill(values) {
  for (const [name, value] of Object.entries(values)) process.env[name] ||= value;
}
