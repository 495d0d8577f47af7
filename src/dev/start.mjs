import { dataDir, loadDotEnv } from "./data-dir.mjs";
import { wantedPort } from "./free-port.mjs";
import { ensureInstalled } from "./installed.mjs";
import { refuseSecondRun } from "./run-file.mjs";

// `npm start` and, with --dev, `npm run dev`: on a fresh clone there is nothing but Node, so what stands above imports no package.

try {
  refuseOldNode();
  loadDotEnv();
  await refuseSecondRun(dataDir());
  await wantedPort();
  ensureInstalled();
  if (process.argv.includes("--dev")) await (await import("./prisma-client.mjs")).ensurePrismaClient();
  else await (await import("./build.mjs")).ensureBuilt();
  const { register } = await import("tsx/esm/api");
  register();
  await import(new URL("up.ts", import.meta.url).href);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Error(`Recado needs Node 20.19 or newer; this is ${process.version}.`);
}
