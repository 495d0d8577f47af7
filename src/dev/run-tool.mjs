import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";

// Said to every tool: no news about newer versions, no statistics.
const QUIET = { CHECKPOINT_DISABLE: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1", NEXT_TELEMETRY_DISABLED: "1" };

/**
 * @typedef {object} ToolRun
 * @property {boolean} ok
 * @property {string} output what it printed, both streams as they came; "" when it was shown
 *
 * @typedef {object} ToolOptions
 * @property {string} [bin] the command's name, where it is not the package's
 * @property {Record<string, string>} [env]
 * @property {boolean} [show] prints what it prints, instead of keeping it
 */

/**
 * Runs the command of an installed package to its end.
 * @param {string} name of the package
 * @param {string[]} args
 * @param {ToolOptions} [options]
 * @returns {Promise<ToolRun>}
 */
export async function runTool(name, args, { bin = name, env = {}, show = false } = {}) {
  const folder = path.join("node_modules", name);
  const manifest = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
  const file = typeof manifest.bin === "string" ? manifest.bin : manifest.bin[bin];
  return runNode([path.join(folder, file), ...args], { env, show });
}

/**
 * @param {string[]} args
 * @param {Omit<ToolOptions, "bin">} [options]
 * @returns {Promise<ToolRun>}
 */
export function runNode(args, { env = {}, show = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      stdio: show ? "inherit" : ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...QUIET, ...env },
      windowsHide: true,
    });
    const end = () => child.kill();
    process.once("exit", end);
    let output = "";
    const collect = (/** @type {Buffer} */ chunk) => (output += chunk.toString());
    child.stdout?.on("data", collect);
    child.stderr?.on("data", collect);
    child.once("error", reject);
    child.once("close", (code) => {
      process.off("exit", end);
      resolve({ ok: code === 0, output });
    });
  });
}
