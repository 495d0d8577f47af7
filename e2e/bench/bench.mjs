import path from "node:path";
import { ensureInstalled } from "../../src/dev/installed.mjs";

// `npm run bench [-- name …]`: what stands above imports no package, since on a fresh clone there is none.

// Below node_modules, where the bundle finds its packages.
const BUNDLE = path.resolve("node_modules/.cache/recado/bench.mjs");

try {
  await ensureInstalled();
  const esbuild = await import("esbuild");
  // As the worker is bundled: what runs a single file for development is slower than what ships.
  await esbuild.build({
    entryPoints: ["e2e/bench/run.ts"],
    outfile: BUNDLE,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    packages: "external",
    tsconfig: "tsconfig.json",
    logLevel: "warning",
  });
  const { bench } = await import(BUNDLE);
  const { ensureBuilt } = await import("../../src/dev/build.mjs");
  process.exitCode = await bench(process.argv.slice(2), ensureBuilt);
} catch (error) {
  console.error(error);
  process.exitCode = 2;
}
