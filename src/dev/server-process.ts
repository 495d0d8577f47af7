import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import pretty from "pino-pretty";

export interface ServerProcess {
  /** One sentence, once it has ended by itself. */
  readonly ended: Promise<string>;
  readonly stop: () => Promise<void>;
}

export interface ServerOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly healthUrl: string;
  /** Where its log goes; to this terminal, in colour, when there is none. */
  readonly logFile: string | undefined;
  readonly runs: keyof typeof PROGRAMS;
  readonly signal: AbortSignal;
}

const PROGRAMS = {
  /** The build. */
  build: [".build/server.mjs"],
  /** The sources, with hot reload. */
  sources: ["--import", "tsx", "src/server.ts"],
  /** What was built of the routes, and nothing beside them: as functions on Vercel. */
  functions: ["node_modules/next/dist/bin/next", "start", "--hostname", "127.0.0.1"],
} as const;

const STOP_WITHIN_MS = 8_000;
const START_WITHIN_MS = 60_000;

/** Starts the web server as a child of this process and waits until it answers. */
export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  const child = spawnServer(options);
  const exit = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ?? `exit code ${code ?? "unknown"}`));
  });
  const ended = exit.then((how) => `The server has ended (${how}).${lastLines(options.logFile)}`);
  const server = { ended, stop: () => stop(child, exit) };
  const waiting = new AbortController();
  const signal = AbortSignal.any([options.signal, waiting.signal]);
  const outcome = await Promise.race([ended, answers(options.healthUrl, signal)]);
  waiting.abort();
  if (outcome === "answers") return server;
  await server.stop();
  throw new Error(outcome);
}

function spawnServer({ environment, logFile, runs }: ServerOptions): ChildProcess {
  const endWithParent = fileURLToPath(new URL("end-with-parent.mjs", import.meta.url));
  const log = logFile === undefined ? undefined : openSync(logFile, "w", 0o600);
  const child = spawn(process.execPath, ["--import", endWithParent, ...PROGRAMS[runs]], {
    stdio: ["ignore", log ?? "pipe", log ?? "inherit", "ipc"],
    env: { ...environment, NODE_ENV: runs === "sources" ? "development" : "production" },
    // In a group of its own: Ctrl-C reaches this process only, which then stops its children in order.
    detached: process.platform !== "win32",
  });
  child.stdout?.pipe(pretty({ colorize: process.stdout.isTTY, ignore: "pid,hostname", sync: true }));
  if (log !== undefined) closeSync(log);
  return child;
}

async function answers(healthUrl: string, signal: AbortSignal): Promise<string> {
  const deadline = Date.now() + START_WITHIN_MS;
  while (Date.now() < deadline && !signal.aborted) {
    const answer = await fetch(healthUrl, { signal }).catch(() => undefined);
    await answer?.text().catch(() => undefined); // half read, it would hold its connection, and that the server's end
    if (answer?.ok) return "answers";
    await pause(50);
  }
  return signal.aborted ? "The start was interrupted." : `The server does not answer at ${healthUrl}.`;
}

async function stop(child: ChildProcess, exit: Promise<string>): Promise<void> {
  child.kill("SIGTERM");
  const kill = setTimeout(() => child.kill("SIGKILL"), STOP_WITHIN_MS);
  await exit;
  clearTimeout(kill);
}

function lastLines(logFile: string | undefined): string {
  if (logFile === undefined) return "";
  const lines = readFileSync(logFile, "utf8").trim().split("\n").slice(-20);
  return ` The end of ${logFile}:\n${lines.join("\n")}`;
}
