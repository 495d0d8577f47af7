import { dataDir, loadDotEnv } from "./data-dir.mjs";
import { wantedPort } from "./free-port.mjs";
import { ensureInstalled } from "./installed.mjs";
import { refuseSecondRun } from "./run-file.mjs";
import { whenNpmIsGone } from "./when-npm-is-gone.mjs";

// `npm start` and, with --dev, `npm run dev`: on a fresh clone there is nothing but Node, so what stands above imports no package.

const SIGNALS = ["SIGINT", "SIGTERM"];

// Until everything is started, leaving is simple: an installation or a build that runs for us ends with us.
const leave = () => process.exit(130);
for (const signal of SIGNALS) process.on(signal, leave);
const lookNoMore = whenNpmIsGone(leave);

try {
  refuseOldNode();
  loadDotEnv();
  await refuseSecondRun(dataDir());
  await wantedPort();
  await ensureInstalled();
  if (process.argv.includes("--dev")) await (await import("./prisma-client.mjs")).ensurePrismaClient();
  else await (await import("./build.mjs")).ensureBuilt();
  for (const signal of SIGNALS) process.off(signal, leave);
  lookNoMore();
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
