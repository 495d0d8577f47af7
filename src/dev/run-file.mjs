import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { isAlive } from "./is-alive.mjs";

/**
 * What runs in a data folder: so that a second start can say so, and `migrate` and `provision` find it.
 * @typedef {object} Run
 * @property {number} pid
 * @property {Record<string, string>} environment the variables its server has
 * @property {string} [phoneUrl]
 */

/** @param {string} dataDir */
const fileIn = (dataDir) => path.join(dataDir, "run.json");

/**
 * @param {string} dataDir
 * @returns {Promise<Run | undefined>}
 */
export async function currentRun(dataDir) {
  const text = await readFile(fileIn(dataDir), "utf8").catch(() => "");
  if (text === "") return undefined;
  /** @type {Run} */
  const run = JSON.parse(text);
  return isAlive(run.pid) ? run : undefined;
}

/**
 * @param {string} dataDir
 * @param {Omit<Run, "pid">} run
 * @returns {Promise<() => Promise<void>>} takes the note away again
 */
export async function noteRun(dataDir, run) {
  const file = fileIn(dataDir);
  await rm(file, { force: true }); // an old one may have wider rights
  await writeFile(file, `${JSON.stringify({ pid: process.pid, ...run }, null, 2)}\n`, { mode: 0o600 });
  return () => rm(file, { force: true });
}
