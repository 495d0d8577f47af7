import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { isAlive } from "./is-alive.mjs";

/**
 * What runs in a data folder: so that a second start can say so, and `migrate` and `provision` find it.
 * @typedef {object} Run
 * @property {number} pid
 * @property {Record<string, string>} environment the variables its server has; none while it is starting
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
 * Throws one sentence when something runs in this data folder.
 * @param {string} dataDir
 */
export async function refuseSecondRun(dataDir) {
  const run = await currentRun(dataDir);
  if (!run) return;
  const where = run.environment["APP_URL"] ? ` at ${run.environment["APP_URL"]}` : "";
  throw new Error(`Recado already runs in this folder${where} (process ${run.pid}): stop it first.`);
}

/**
 * Takes the data folder for this process.
 * @param {string} dataDir
 * @returns {Promise<{ note: (run: Omit<Run, "pid">) => Promise<void>, release: () => Promise<void> }>}
 */
export async function claimRun(dataDir) {
  await refuseSecondRun(dataDir);
  const file = fileIn(dataDir);
  await rm(file, { force: true }); // of a run that was killed
  const write = (/** @type {Omit<Run, "pid">} */ run, flag = "w") =>
    writeFile(file, `${JSON.stringify({ pid: process.pid, ...run }, null, 2)}\n`, { mode: 0o600, flag });
  await write({ environment: {} }, "wx");
  return { note: (run) => write(run), release: () => rm(file, { force: true }) };
}
