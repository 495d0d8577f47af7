import { once } from "node:events";
import path from "node:path";
import { startChild, type Child } from "./child";

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

export function startProgram(name: "server" | "worker", variables: Readonly<Record<string, string>>): Program {
  const probe = path.resolve("e2e/bench/probe.mjs");
  const child = startChild(["--import", probe, `.build/${name}.mjs`], variables, { ipc: true });
  const gone = child.ended.then(() => Promise.reject(new Error(`The ${name} has ended.`)));
  gone.catch(() => undefined); // it is asked of only while something is to be told
  return { tell: () => tell(child, gone), stop: child.stop };
}

async function tell({ process: child }: Child, gone: Promise<never>): Promise<Told> {
  const answer = once(child, "message");
  child.send("tell");
  const [raw] = (await Promise.race([answer, gone])) as [Raw];
  const { processorSeconds, texts, notes } = raw;
  return {
    processorSeconds,
    notes: notes.map(([text, at, until, connection]) => ({ text: texts[text] ?? "", at, until, connection })),
  };
}
