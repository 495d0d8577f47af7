import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { withFileLock } from "./file-lock.mjs";

/** @typedef {"AUTH_SECRET" | "ENCRYPTION_KEYS" | "CRON_SECRET" | "PUSHER_APP_ID" | "PUSHER_KEY" | "PUSHER_SECRET"} KeyName */

/**
 * The secrets of this machine's own deployment, by the names of their variables. Made once and kept in the data
 * folder: with another ENCRYPTION_KEYS nothing that is sealed in its database could be opened.
 * @param {string} dataDir
 * @returns {Promise<Record<KeyName, string>>}
 */
export async function keptKeys(dataDir) {
  const file = path.join(dataDir, "keys.json");
  await mkdir(dataDir, { recursive: true });
  return withFileLock(`${file}.lock`, async () => {
    const kept = JSON.parse(await readFile(file, "utf8").catch(() => "{}"));
    const keys = { ...newKeys(), ...kept };
    if (Object.keys(keys).length === Object.keys(kept).length) return keys;
    // Renamed into place: half a file of keys would be worse than none.
    await writeFile(`${file}.new`, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
    await rename(`${file}.new`, file);
    return keys;
  });
}

/** @returns {Record<KeyName, string>} */
const newKeys = () => ({
  AUTH_SECRET: randomBytes(32).toString("base64url"),
  ENCRYPTION_KEYS: `k1:${randomBytes(32).toString("base64")}`,
  CRON_SECRET: randomBytes(24).toString("base64url"),
  PUSHER_APP_ID: "recado",
  PUSHER_KEY: randomBytes(10).toString("hex"),
  PUSHER_SECRET: randomBytes(24).toString("base64url"),
});
