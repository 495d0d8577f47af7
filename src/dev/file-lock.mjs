import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { isAlive } from "./is-alive.mjs";

const LONGEST_HOLD_MS = 60_000;

/**
 * Runs `work` while no other process on this machine does the same behind this file.
 * A lock whose owner was killed is taken over. Two that do so within the same instant may both get in,
 * so `work` must bear a second run beside it; the lock spares it the trouble.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withFileLock(file, work) {
  await mkdir(path.dirname(file), { recursive: true });
  while (!(await take(file))) {
    if (await isStale(file)) await rm(file, { force: true });
    else await pause(25);
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

/** @param {string} file */
async function take(file) {
  try {
    await writeFile(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

/** @param {string} file */
async function isStale(file) {
  const owner = await readFile(file, "utf8").catch(() => "");
  const written = await stat(file).catch(() => undefined);
  if (!written) return false;
  const age = Date.now() - written.mtimeMs;
  // Between its creation and its first byte the file names nobody.
  return age > LONGEST_HOLD_MS || (owner === "" ? age > 1000 : !isAlive(Number(owner)));
}

/** @param {unknown} error */
const codeOf = (error) => (error instanceof Error && "code" in error ? error.code : undefined);
