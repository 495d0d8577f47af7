import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

// What a build is made of; its products and the tests are not.
const SOURCES = [
  "src",
  "prisma",
  ".postcssrc.json",
  "next.config.mjs",
  "package-lock.json",
  "package.json",
  "tsconfig.json",
];
const LEFT_OUT = /\.test\.tsx?$|^src\/platform\/db\/generated\/|^src\/dev\/(graph|phone|pusher)\//;

const STAMP = ".build/stamp";

/** Whether the last complete build was made of the sources as they are now. */
export async function isBuilt() {
  if (!existsSync(".build/server.mjs") || !existsSync(".next/BUILD_ID")) return false;
  return (await readFile(STAMP, "utf8").catch(() => "")) === (await hashOfSources());
}

/** Says that the build is complete. Take the hash before it begins: what changes meanwhile is not in it. */
export async function stampBuild(/** @type {string} */ hash) {
  await mkdir(path.dirname(STAMP), { recursive: true });
  await writeFile(STAMP, hash);
}

export async function hashOfSources() {
  const hash = createHash("sha256").update(process.version);
  for (const source of SOURCES) {
    for (const file of await filesIn(source)) hash.update(`${file}\0`).update(await readFile(file));
  }
  return hash.digest("hex");
}

/**
 * @param {string} source a file, or a folder with all below it
 * @returns {Promise<string[]>}
 */
async function filesIn(source) {
  const entries = await readdir(source, { recursive: true, withFileTypes: true }).catch(() => undefined);
  if (!entries) return existsSync(source) ? [source] : [];
  const files = entries.flatMap((entry) => (entry.isFile() ? [path.posix.join(entry.parentPath, entry.name)] : []));
  return files.filter((file) => !LEFT_OUT.test(file)).sort();
}
