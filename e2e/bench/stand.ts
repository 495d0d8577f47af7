import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { startServices, type Endings } from "@/dev/embedded-services";
import { freePort } from "@/dev/free-port.mjs";
import type { GraphEmulator, GraphOptions } from "@/dev/graph/graph-emulator";
import { startGraph } from "@/dev/graph/server";
import { keptKeys } from "@/dev/keys.mjs";
import { startProgram, type Program } from "./program";
import { provisionStand } from "./stand-tenant";

export interface StandOptions {
  /** Whether the worker is in the web server's process or has its own. */
  readonly worker: "embedded" | "own";
  readonly definition: object;
  readonly graph?: Pick<GraphOptions, "statusesUpTo">;
}

/** Everything that production has, on this machine and for one organization; Meta and its customers are this process. */
export interface Stand {
  readonly graph: GraphEmulator;
  readonly phoneNumberId: string;
  readonly server: Program;
  /** The process that works the lanes. */
  readonly worker: Program;
  readonly postgres: { readonly dir: string; readonly version: string };
}

/** Does `work` on a stand of its own, and ends every part of it, also when it is interrupted. */
export async function onStand<T>(options: StandOptions, work: (stand: Stand) => Promise<T>): Promise<T> {
  const endings: Endings = [];
  const interrupt = new AbortController();
  const signals = ["SIGINT", "SIGTERM"] as const;
  const stop = () => interrupt.abort();
  const interrupted = new Promise<never>((_, reject) => {
    interrupt.signal.addEventListener("abort", () => reject(new Error("Interrupted.")));
  });
  interrupted.catch(() => undefined); // it may come while all is being ended anyway
  for (const signal of signals) process.on(signal, stop);
  try {
    return await Promise.race([open(options, endings).then(work), interrupted]);
  } finally {
    for (let end = endings.pop(); end; end = endings.pop()) {
      await end().catch((error: unknown) => console.error(error)); // the others end all the same
    }
    for (const signal of signals) process.off(signal, stop);
  }
}

async function open({ worker, definition, graph: options }: StandOptions, endings: Endings): Promise<Stand> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "recado-bench-"));
  endings.push(() => rm(dataDir, { recursive: true, force: true }));
  const graph = await startGraph({ apps: [], numbers: [], ...options });
  endings.push(() => graph.close());
  const keys = await keptKeys(dataDir);
  const services = await startServices({ dataDir, given: { META_GRAPH_URL: graph.url }, keys }, endings);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const variables: Record<string, string> = {
    ...keys,
    ...services.variables,
    META_GRAPH_URL: graph.url,
    APP_URL: url,
    PORT: String(port),
    RECADO_DATA_DIR: dataDir,
    RECADO_EMBEDDED_WORKER: worker === "embedded" ? "1" : "0",
  };
  const tenant = await provisionStand({ variables, definition, graph });

  const start = (name: "server" | "worker"): Program => {
    const program = startProgram(name, variables);
    endings.push(program.stop);
    return program;
  };
  const server = start("server");
  await answers(`${url}/api/health`);
  await graph.setCallback(tenant.appId, tenant);
  return {
    graph,
    phoneNumberId: tenant.phoneNumberId,
    server,
    worker: worker === "embedded" ? server : start("worker"),
    postgres: {
      dir: path.join(dataDir, "postgres", "data"),
      version: await versionOf(variables["DATABASE_URL"] ?? ""),
    },
  };
}

const START_WITHIN_MS = 60_000;

async function answers(url: string): Promise<void> {
  const deadline = Date.now() + START_WITHIN_MS;
  for (;;) {
    const answer = await fetch(url).catch(() => undefined);
    await answer?.text();
    if (answer?.ok) return;
    if (Date.now() > deadline) throw new Error(`The server does not answer at ${url}.`);
    await pause(50);
  }
}

async function versionOf(url: string): Promise<string> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query<{ server_version: string }>("show server_version");
  await client.end();
  return rows[0]?.server_version ?? "unknown";
}
