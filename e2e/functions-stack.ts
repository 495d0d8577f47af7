import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { closePool } from "../src/platform/db/pool";
import { provisionDemo } from "../src/dev/demo";
import { freePort } from "../src/dev/free-port.mjs";
import { openWeb, type LocalWeb } from "../src/dev/local-web";
import { startStack, type Stack } from "../src/dev/stack";

interface FunctionsStack extends Pick<Stack, "url" | "phoneUrl" | "demo"> {
  /** Somebody else's system, which flows may call. */
  readonly shop: LocalWeb;
  /** What cron does once a minute. */
  readonly cron: (secret?: string) => Promise<Response>;
  readonly stop: () => Promise<void>;
}

/** A stack as Vercel runs it: routes only, no front and no worker; what is due is worked after requests and by cron. */
export async function startFunctionsStack(): Promise<FunctionsStack> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "recado-functions-"));
  const results = path.join(import.meta.dirname, "test-results");
  await mkdir(results, { recursive: true });
  const shop = await openWeb((_, response) => response.end(JSON.stringify({ price: 7 })));
  const { PATH, SystemRoot, LOG_LEVEL } = process.env;
  const stack = await startStack({
    dataDir,
    port: await freePort(),
    given: {
      ...{ PATH, SystemRoot, LOG_LEVEL, HTTP_ALLOW_HOSTS: shop.host },
      ...{ RECADO_DRAIN: "after", RECADO_EMBEDDED_WORKER: "0" },
    },
    provisionDemo,
    runs: "functions",
    logFile: path.join(results, "recado-functions.log"),
  });
  return {
    ...stack,
    shop,
    cron: (secret = stack.environment["CRON_SECRET"] ?? "") =>
      fetch(`${stack.url}/api/work/drain`, { headers: { authorization: `Bearer ${secret}` } }),
    async stop() {
      await closePool();
      await stack.stop();
      shop.close();
      await rm(dataDir, { recursive: true });
    },
  };
}
