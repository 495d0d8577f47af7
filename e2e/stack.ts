import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { provisionDemo } from "../src/dev/demo";
import { freePort } from "../src/dev/free-port.mjs";
import { startStack } from "../src/dev/stack";

/** Starts a whole Recado for the browser tests, on free ports and with data of its own. Playwright calls this once. */
export default async function setup(): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "recado-e2e-"));
  const results = path.join(import.meta.dirname, "test-results");
  await mkdir(results, { recursive: true });
  const { PATH, SystemRoot, LOG_LEVEL } = process.env;
  const stack = await startStack({
    dataDir,
    port: await freePort(),
    given: { PATH, SystemRoot, LOG_LEVEL },
    provisionDemo,
    logFile: path.join(results, "recado.log"),
  });
  process.env["E2E_URL"] = stack.url;
  process.env["E2E_PHONE_URL"] = stack.phoneUrl ?? "";
  process.env["E2E_EMAIL"] = stack.demo?.email ?? "";
  process.env["E2E_PASSWORD"] = stack.demo?.password ?? "";
  return async () => {
    await stack.stop();
    await rm(dataDir, { recursive: true });
  };
}
