import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";

// Runs before anything is installed: only what Node brings.

/**
 * Installs what package-lock.json asks for, unless it is there. npm keeps its own lock of what it has installed, complete
 * only when it was: so an interrupted installation is repaired, and one that was made by hand is not made again.
 */
export async function ensureInstalled() {
  if (isInstalled()) return;
  console.log("Installing the packages (once, about a minute) …");
  // No package here needs its install script, and Prisma's would download an engine that nobody uses.
  const npm = spawn("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  process.once("exit", () => npm.kill());
  const [status] = await once(npm, "close");
  if (status !== 0) throw new Error("npm ci has failed: see above.");
}

function isInstalled() {
  const wanted = lockedPackages("package-lock.json");
  const present = lockedPackages("node_modules/.package-lock.json");
  return Object.entries(wanted).every(
    ([place, { version, optional }]) => place === "" || optional || present[place]?.version === version,
  );
}

/**
 * @param {string} file
 * @returns {Record<string, { version: string, optional?: boolean }>}
 */
function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return {};
  }
}
