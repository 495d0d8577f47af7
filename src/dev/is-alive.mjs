import { readFileSync } from "node:fs";

/**
 * Whether a process with this id runs. One that has ended and that nobody has reaped does not.
 * @param {number} pid
 * @returns {boolean}
 */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
  return processName(pid) !== "";
}

/**
 * The program a process runs: "" when it has ended, undefined where the system does not tell (it does on Linux).
 * @param {number} pid
 * @returns {string | undefined}
 */
export function processName(pid) {
  if (process.platform !== "linux") return undefined;
  try {
    const [, name = "", state] = /^\d+ \((.*)\) (\S)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
    return state === "Z" || state === "X" ? "" : name;
  } catch {
    return "";
  }
}
