import { once } from "node:events";
import path from "node:path";
import { dataDir } from "./data-dir.mjs";
import { wantedPort } from "./free-port.mjs";
import { whenNpmIsGone } from "./when-npm-is-gone.mjs";
import { startStack, type Stack } from "./stack";

// Everything on this machine, until Ctrl-C. `npm start` comes here when there is something to start; with --dev, hot.

// Loads while the servers start, which spares the start most of a second.
const loadingDemo = import("./demo");
const dev = process.argv.includes("--dev");
const interrupted = new AbortController();

const asked = once(interrupted.signal, "abort").then(() => undefined);

const interrupt = () => interrupted.abort();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, interrupt);
whenNpmIsGone(interrupt);

try {
  await run();
} catch (error) {
  const wasAsked = interrupted.signal.aborted;
  if (!wasAsked) console.error(error instanceof Error ? error.message : error);
  process.exitCode = wasAsked ? 0 : 1;
}

async function run(): Promise<void> {
  const began = performance.now();
  const port = await wantedPort();
  const logFile = path.join(dataDir(), "recado.log");
  const { signal } = interrupted;
  const stack = await startStack({
    dataDir: dataDir(),
    port,
    given: process.env,
    provisionDemo: async (parts) => (await loadingDemo).provisionDemo(parts),
    runs: dev ? "sources" : "build",
    logFile: dev ? undefined : logFile,
    signal,
  });
  if (!signal.aborted) console.log(summary(stack, (performance.now() - began) / 1000));
  const problem = await Promise.race([stack.ended, asked]);
  if (problem === undefined) console.log("\nStopping.");
  await stack.stop();
  if (problem !== undefined) throw new Error(problem);
}

function summary({ url, demo, phoneUrl }: Stack, seconds: number): string {
  const rows = [
    ["Dashboard", url],
    ...(demo ? [["Sign in", `${demo.email}  ${demo.password}`]] : []),
    ...(phoneUrl ? [["Phone", phoneUrl]] : []),
    ...(dev ? [] : [["Log", path.relative(".", path.join(dataDir(), "recado.log"))]]),
  ];
  const lines = rows.map(([name = "", value = ""]) => `  ${name.padEnd(11)}${value}`);
  return `\n  Recado is up (${seconds.toFixed(1)} s). Ctrl-C ends it.\n\n${lines.join("\n")}\n`;
}
