import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { ensureInstalled } from "./installed.mjs";

// `npm test`: everything, on a fresh clone. The packages are imported when they are installed.

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

const VITEST = ["run", "--config", "src/dev/vitest.config.ts", "--reporter=default", "--reporter=json"];

for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(130)); // ends what runs for us
await ensureInstalled();
const { runNode, runTool } = await import("./run-tool.mjs");
const reports = await mkdtemp(path.join(tmpdir(), "recado-reports-"));

/** @type {[name: string, run: () => Promise<Partial<Count>>][]} */
const STAGES = [
  ["Check", async () => (await import("./check.mjs")).check()],
  ["Unit tests", () => vitest("unit")],
  ["Database tests", () => vitest("db")],
  ["Pusher tests", pusherTests],
  ["Soak test", () => vitest("soak")],
  ["Build", async () => (await import("./build.mjs")).ensureBuilt().then(() => ({ passed: 1 }))],
  ["Browser tests", browserTests],
];

const total = { passed: 0, failed: 0, skipped: 0 };
for (const [name, run] of STAGES) {
  console.log(`\n── ${name}`);
  const count = await run().catch((/** @type {unknown} */ error) => {
    console.error(error instanceof Error ? error.message : error);
    return { failed: 1 };
  });
  for (const outcome of Object.keys(total)) {
    const key = /** @type {keyof Count} */ (outcome);
    total[key] += /** @type {Partial<Count>} */ (count)[key] ?? 0;
  }
}
await rm(reports, { recursive: true });
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 ? 1 : 0;

/** @param {string} project */
async function vitest(project) {
  const report = path.join(reports, `${project}.json`);
  const { ok } = await runTool("vitest", [...VITEST, "--project", project, `--outputFile.json=${report}`], {
    show: true,
  });
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(await readFile(report, "utf8"));
  return ran(ok, { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests });
}

async function pusherTests() {
  const report = path.join(reports, "pusher.json");
  const { ok } = await runNode(["--import", "tsx", "src/dev/pusher/vendor-tests/run.ts", report], { show: true });
  return ran(ok, { ...JSON.parse(await readFile(report, "utf8")), skipped: 0 });
}

async function browserTests() {
  const { ensureBrowser } = await import("./find-browser.mjs");
  if (!(await ensureBrowser())) throw new Error("There is no browser, and none could be installed.");
  const report = path.join(reports, "browser.json");
  const args = ["test", "--config", "e2e/playwright.config.ts", "--reporter=list,json"];
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const { ok } = await runTool("@playwright/test", args, { bin: "playwright", env, show: true });
  const { expected, flaky, unexpected, skipped } = JSON.parse(await readFile(report, "utf8")).stats;
  return ran(ok, { passed: expected + flaky, failed: unexpected, skipped });
}

/**
 * A run that failed outside its tests, or had none, has failed too.
 * @param {boolean} ok
 * @param {Count} count
 * @returns {Count}
 */
function ran(ok, count) {
  return ok && count.passed > 0 ? count : { ...count, failed: Math.max(1, count.failed) };
}
