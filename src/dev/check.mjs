import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ensurePrismaClient } from "./prisma-client.mjs";
import { runTool } from "./run-tool.mjs";

const CACHE = "node_modules/.cache/recado";

/** @typedef {{ name: string, run: () => ReturnType<typeof runTool> }} Check */

/** @type {Check[]} longest first */
const CHECKS = [
  {
    name: "lint",
    run: () => runTool("eslint", ["-c", ".config/eslint.mjs", "--cache", "--cache-location", `${CACHE}/eslint`, "."]),
  },
  {
    name: "types",
    run: () =>
      runTool(
        "typescript",
        ["-p", ".", "--noEmit", "--incremental", "--tsBuildInfoFile", `${CACHE}/types`, "--pretty"],
        {
          bin: "tsc",
        },
      ),
  },
  { name: "structure", run: checkStructure },
  { name: "unused code", run: () => runTool("knip", ["--config", ".config/knip.json", "--no-progress"]) },
  {
    name: "format",
    run: () =>
      runTool("prettier", [".", "--check", "--log-level", "warn", "--cache", "--cache-location", `${CACHE}/prettier`]),
  },
];

// It passes silently when it understood nothing, as with a TypeScript it does not know.
const FEWEST_MODULES = 100;

async function checkStructure() {
  const args = ["--config", ".config/dependency-cruiser.cjs", "--cache", `${CACHE}/structure`, "src", "e2e"];
  const { ok, output } = await runTool("dependency-cruiser", args, { bin: "depcruise" });
  const modules = Number(/(\d+) modules/.exec(output)?.[1] ?? 0);
  if (modules >= FEWEST_MODULES) return { ok, output };
  return { ok: false, output: `${output}\nOnly ${modules} modules were read: the rules have not been checked.` };
}

/**
 * Lint, types, structure, unused code and format, two at a time.
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function check() {
  await ensurePrismaClient();
  if (!existsSync("next-env.d.ts")) await runTool("next", ["typegen"]);
  const waiting = [...CHECKS];
  const count = { passed: 0, failed: 0 };
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const began = performance.now();
      const { ok, output } = await next.run();
      count[ok ? "passed" : "failed"] += 1;
      console.log(`${ok ? "✓" : "✗"} ${next.name} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
      if (!ok) console.log(output.trim());
    }
  };
  await Promise.all([work(), work()]);
  return count;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { failed } = await check();
  process.exitCode = failed > 0 ? 1 : 0;
}
