import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

/** What the probe noted of one statement, webhook or call; milliseconds of a clock that all processes share. */
export interface Note {
  readonly text: string;
  readonly at: number;
  readonly until: number;
  /** Which database connection. */
  readonly connection: number;
}

export interface Told {
  /** Since the program began. */
  readonly processorSeconds: number;
  /** Since it was last asked. */
  readonly notes: readonly Note[];
}

/** A program of the build, running with the probe in it. */
export interface Program {
  readonly tell: () => Promise<Told>;
  readonly stop: () => Promise<void>;
}

interface Raw {
  readonly processorSeconds: number;
  readonly texts: readonly string[];
  readonly notes: readonly (readonly [text: number, at: number, until: number, connection: number])[];
}

const STOP_WITHIN_MS = 8_000;

export function startProgram(name: "server" | "worker", variables: Readonly<Record<string, string>>): Program {
  // For profiles and the like: `RECADO_BENCH_NODE="--cpu-prof --cpu-prof-dir=profiles"`.
  const options = process.env["RECADO_BENCH_NODE"]?.split(" ") ?? [];
  const probe = path.resolve("e2e/bench/probe.mjs");
  const child = spawn(process.execPath, [...options, "--import", probe, `.build/${name}.mjs`], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: { PATH: process.env["PATH"], ...variables, LOG_LEVEL: "error", NODE_ENV: "production" },
  });
  const ended = once(child, "exit");
  return {
    tell: () =>
      tell(
        child,
        ended.then(() => Promise.reject(new Error(`The ${name} has ended.`))),
      ),
    async stop() {
      child.kill("SIGTERM");
      const kill = setTimeout(() => child.kill("SIGKILL"), STOP_WITHIN_MS);
      await ended;
      clearTimeout(kill);
    },
  };
}

async function tell(child: ChildProcess, gone: Promise<never>): Promise<Told> {
  const answer = once(child, "message");
  child.send("tell");
  const [raw] = (await Promise.race([answer, gone])) as [Raw];
  const { processorSeconds, texts, notes } = raw;
  return {
    processorSeconds,
    notes: notes.map(([text, at, until, connection]) => ({ text: texts[text] ?? "", at, until, connection })),
  };
}
