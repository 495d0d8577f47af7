import path from "node:path";
import { ensureInstalled } from "../../src/dev/installed.mjs";

// `npm run bench [-- name …]`: what stands above imports no package, since on a fresh clone there is none.

// Below node_modules, where the bundles find their packages.
const BUNDLES = path.resolve("node_modules/.cache/recado/bench");
const PROGRAMS = {
  run: "e2e/bench/run.ts",
  load: "e2e/bench/ingest/load.ts",
  "bare-server": "e2e/bench/ingest/bare-server.ts",
};

try {
  await ensureInstalled();
  const { bundle, ensureBuilt } = await import("../../src/dev/build.mjs");
  // As the worker is bundled: what runs a single file for development is slower than what ships.
  await bundle(PROGRAMS, BUNDLES);
  const { bench } = await import(`${BUNDLES}/run.mjs`);
  process.exitCode = await bench(process.argv.slice(2), ensureBuilt);
} catch (error) {
  console.error(error);
  process.exitCode = 2;
}
