import { readdirSync, readFileSync } from "node:fs";
import { cpus } from "node:os";
import path from "node:path";

/** Seconds of processor time that all processes of a PostgreSQL server have taken; null where Linux does not tell. */
export function postgresSeconds(dataDir: string): number | null {
  try {
    const [postmaster] = readFileSync(path.join(dataDir, "postmaster.pid"), "utf8").split("\n");
    const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    const ticks = all.map((pid) => ticksOf(pid, postmaster ?? ""));
    return ticks.reduce((sum, one) => sum + one, 0) / TICKS_PER_SECOND;
  } catch {
    return null;
  }
}

/** Seconds of processor time that one process has taken; null where Linux does not tell. */
export function processSeconds(pid: number): number | null {
  const { user, system } = timesOf(String(pid));
  return Number.isNaN(user) ? null : (user + system) / TICKS_PER_SECOND;
}

const TICKS_PER_SECOND = 100; // what Linux tells programs on every architecture that Node runs on

/** The postmaster's own with those of its children that have ended, or those of a child. */
function ticksOf(pid: string, postmaster: string): number {
  const { parent, user, system, childrensUser, childrensSystem } = timesOf(pid);
  if (pid === postmaster) return user + system + childrensUser + childrensSystem;
  return parent === postmaster ? user + system : 0;
}

/** Ticks; NaN for a process that has ended since it was listed. */
function timesOf(pid: string) {
  const stat = statOf(pid);
  // After the name, which may hold anything: state, parent, …; fields 14 to 17 of proc(5) are the times.
  const [, parent, , , , , , , , , , ...times] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [user = NaN, system = NaN, childrensUser = NaN, childrensSystem = NaN] = times.map(Number);
  return { parent, user, system, childrensUser, childrensSystem };
}

function statOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return "";
  }
}

/** Seconds of processor time that the machine's processors had nothing to do. */
export const idleSeconds = (): number => cpus().reduce((sum, { times }) => sum + times.idle, 0) / 1000;
