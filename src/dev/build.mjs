import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { hashOfSources, isBuilt, stampBuild } from "./build-stamp.mjs";
import { runPrisma } from "./prisma.mjs";
import { runTool } from "./run-tool.mjs";

// What runs beside Next.
const PROGRAMS = { server: "src/server.ts", worker: "src/worker.ts", provision: "src/dev/provision.ts" };

/** Builds unless the last build was made of the sources as they are. */
export async function ensureBuilt() {
  if (await isBuilt()) return;
  console.log("Building (once, and again when a source has changed; half a minute) …");
  await build({ show: false });
}

/**
 * Generates the Prisma client, builds Next and bundles what `serve`, `worker` and `provision` run.
 * Needs no database and no variables.
 * @param {{ show: boolean }} options whether to show what the tools print also when they succeed
 */
async function build({ show }) {
  const hash = await hashOfSources();
  await rm(".build", { recursive: true, force: true });
  const generated = await runPrisma(["generate"], { show });
  if (!generated.ok) throw new Error(`The Prisma client could not be generated.\n${generated.output}`);
  await bundle(Object.fromEntries(Object.entries(PROGRAMS).filter(([, source]) => existsSync(source))), ".build");
  const built = await runTool("next", ["build"], { show, env: { NODE_ENV: "production" } });
  if (!built.ok) throw new Error(`Next could not be built.\n${built.output}`);
  await stampBuild(hash);
}

/**
 * Bundles programs, with every package left where npm puts it.
 * @param {Record<string, string>} programs by the name of what comes of them
 * @param {string} outdir within the project, where the packages are found
 */
export async function bundle(programs, outdir) {
  const esbuild = await import("esbuild");
  await esbuild.build({
    entryPoints: programs,
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    packages: "external",
    sourcemap: true,
    tsconfig: "tsconfig.json",
    logLevel: "warning",
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await build({ show: true });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
