import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { closePool } from "../src/platform/db/pool";
import { startServices, type Endings } from "../src/dev/embedded-services";
import { freePort } from "../src/dev/free-port.mjs";
import { keptKeys } from "../src/dev/keys.mjs";
import { startServer } from "../src/dev/server-process";
import { startProgram } from "../src/dev/soak/program";
import { setStage, type Stage } from "../src/dev/stage";
import type { GraphEmulator } from "../src/dev/graph/graph-emulator";
import { openBalancer, type Balancer } from "./balancer";
import { countPosts } from "./count-posts";

/** One of several processes of a kind. */
interface Process {
  readonly name: string;
  /** Tells it to stop, waits until it has, and starts another in its place. */
  restart(): Promise<void>;
}

interface ProcessesStack {
  readonly graph: GraphEmulator;
  readonly stage: Stage;
  readonly web: Balancer;
  /** How much each worker has asked of Graph. */
  readonly asked: () => number[];
  readonly processes: readonly Process[];
  /** Log lines that are errors. */
  readonly complaints: string[];
  stop(): Promise<void>;
}

/** Two web servers behind a balancer and two workers, on one PostgreSQL. */
export async function startProcesses(): Promise<ProcessesStack> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "recado-processes-"));
  const endings: Endings = [() => rm(dataDir, { recursive: true })];
  const keys = await keptKeys(dataDir);
  const { graph, variables } = await startServices({ dataDir, given: {}, keys }, endings);
  if (!graph) throw new Error("Graph was to be embedded");
  const web = await openBalancer();
  endings.push(web.close);
  const environment = { ...keys, ...variables, APP_URL: web.url, LOG_LEVEL: "info" };
  Object.assign(process.env, environment);

  const complaints: string[] = [];
  const webs = await Promise.all([1, 2].map((n) => runWeb(`web ${n}`, { environment, web, endings })));
  const lines = await Promise.all([graph.url, graph.url].map(countPosts));
  endings.push(...lines.map(({ close }) => close));
  const workers = await Promise.all(
    lines.map(({ url }, n) => {
      const env = { ...environment, META_GRAPH_URL: url };
      return runWorker(`worker ${n + 1}`, { env, endings, complain: (line) => void complaints.push(line) });
    }),
  );
  const stage = await setStage(graph, web);
  return {
    ...{ graph, stage, web, complaints, processes: [...webs, ...workers] },
    asked: () => lines.map(({ posts }) => posts()),
    async stop() {
      await closePool();
      for (const end of endings.reverse()) await end();
    },
  };
}

async function runWeb(
  name: string,
  { environment, web, endings }: { environment: Record<string, string>; web: Balancer; endings: Endings },
): Promise<Process> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { PATH, SystemRoot } = process.env;
  const start = async () => {
    const started = await startServer({
      environment: { PATH, SystemRoot, ...environment, HOST: "127.0.0.1", PORT: String(port) },
      healthUrl: `${url}/api/health`,
      runs: "build",
      logFile: path.join(import.meta.dirname, "test-results", `recado-${name.replace(" ", "-")}.log`),
      signal: new AbortController().signal,
    });
    web.add(url);
    return started;
  };
  let running = await start();
  endings.push(() => running.stop());
  return {
    name,
    async restart() {
      await running.stop();
      running = await start();
    },
  };
}

async function runWorker(
  name: string,
  { env, endings, complain }: { env: Record<string, string>; endings: Endings; complain: (line: string) => void },
): Promise<Process> {
  const start = () => startProgram(".build/worker.mjs", { env, complain });
  let running = await start();
  endings.push(() => running.kill());
  return {
    name,
    async restart() {
      await running.stop();
      running = await start();
    },
  };
}
