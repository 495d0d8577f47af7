import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export interface Program {
  /** The first that it wrote. */
  readonly said: string;
  /** Ends it in the middle of whatever it does. */
  kill(): Promise<void>;
  /** Tells it to stop, and waits until it has; throws when it did so other than in order. */
  stop(): Promise<void>;
}

/** Of log lines. */
const ERROR_LEVEL = 50;

/** Starts one of our programs, and waits for its first word. Its errors are told to `complain`, a line each. */
export async function startProgram(
  file: string,
  { env, complain }: { env: Readonly<Record<string, string>>; complain: (line: string) => void },
): Promise<Program> {
  const endWithParent = fileURLToPath(new URL("../end-with-parent.mjs", import.meta.url));
  const child = spawn(process.execPath, ["--import", endWithParent, file], {
    env: { ...process.env, LOG_LEVEL: "info", NODE_ENV: "production", ...env },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const exit = once(child, "exit");
  const { stdout } = child;
  if (stdout === null) throw new Error("A pipe was asked for.");
  const [first] = (await Promise.race([once(stdout, "data"), exit.then(() => [`${file} has ended`])])) as [Buffer];
  createInterface(stdout).on("line", (line) => {
    if (Number(/^\{"level":(\d+)/.exec(line)?.[1]) >= ERROR_LEVEL) complain(line);
  });
  return {
    said: first.toString().trim(),
    async kill() {
      child.kill("SIGKILL");
      await exit;
    },
    async stop() {
      child.kill("SIGTERM");
      const [code] = (await exit) as [number | null];
      if (code !== 0) throw new Error(`${file} did not stop in order: ${code}`);
    },
  };
}
