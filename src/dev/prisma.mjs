import { chmodSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { provideDatabase } from "./local-environment.mjs";
import { runTool } from "./run-tool.mjs";

/**
 * Prisma's command line, without its download of an engine.
 * @param {string[]} args
 * @param {import("./run-tool.mjs").ToolOptions} [options]
 */
export function runPrisma(args, options = {}) {
  const engine = fileURLToPath(new URL("schema-engine", import.meta.url));
  // A copy made without git may have lost the right to execute it.
  if ((statSync(engine).mode & 0o111) === 0) chmodSync(engine, 0o755);
  const env = { PRISMA_SCHEMA_ENGINE_BINARY: engine, ...options.env };
  return runTool("prisma", args, { ...options, env });
}

// `node src/dev/prisma.mjs migrate dev --name …`: on the data folder's database unless a variable names another.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const database = await provideDatabase();
  const { ok } = await runPrisma(process.argv.slice(2), { show: true });
  await database.release();
  process.exitCode = ok ? 0 : 1;
}
