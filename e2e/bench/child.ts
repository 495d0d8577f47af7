import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";

export interface Child {
  readonly process: ChildProcess;
  readonly ended: Promise<unknown>;
  readonly stop: () => Promise<void>;
}

const STOP_WITHIN_MS = 8_000;

/** Starts Node with these arguments; what it prints is shown. */
export function startChild(
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
  { ipc = false }: { ipc?: boolean } = {},
): Child {
  // For profiles and the like: `RECADO_BENCH_NODE="--cpu-prof --cpu-prof-dir=profiles"`.
  const options = process.env["RECADO_BENCH_NODE"]?.split(" ") ?? [];
  const child = spawn(process.execPath, [...options, ...args], {
    stdio: ["ignore", "inherit", "inherit", ...(ipc ? (["ipc"] as const) : [])],
    env: { PATH: process.env["PATH"], ...variables, LOG_LEVEL: "error", NODE_ENV: "production" },
  });
  const ended = once(child, "exit");
  return {
    process: child,
    ended,
    async stop() {
      child.kill("SIGTERM");
      const kill = setTimeout(() => child.kill("SIGKILL"), STOP_WITHIN_MS);
      await ended;
      clearTimeout(kill);
    },
  };
}

const START_WITHIN_MS = 60_000;

/** Resolves when something answers there, whatever it says of itself. */
export async function answers(url: string): Promise<void> {
  const deadline = Date.now() + START_WITHIN_MS;
  while (!(await isAnswered(url))) {
    if (Date.now() > deadline) throw new Error(`Nobody answers at ${url}.`);
    await pause(50);
  }
}

const isAnswered = (url: string): Promise<boolean> =>
  fetch(url).then(
    async (answer) => (await answer.text(), true),
    () => false,
  );
