import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { startServices, type Endings } from "@/dev/embedded-services";
import { freePort } from "@/dev/free-port.mjs";
import type { GraphEmulator, GraphOptions } from "@/dev/graph/graph-emulator";
import { startGraph } from "@/dev/graph/server";
import { keptKeys } from "@/dev/keys.mjs";
import { provisionTenant, type Tenant } from "./provision-tenant";

export interface GroundOptions {
  /** Of the organization's one flow; without it messages are only shown. */
  readonly definition?: object;
  readonly graph?: Pick<GraphOptions, "statusesUpTo">;
}

/** What Recado's programs stand on, for one organization: PostgreSQL, Pusher, and Meta, which this process plays. */
export interface Ground {
  readonly graph: GraphEmulator;
  readonly tenant: Tenant;
  /** What the programs are started with; the web server's port is `PORT`. */
  readonly variables: Readonly<Record<string, string>> & { readonly PORT: string; readonly DATABASE_URL: string };
  readonly postgres: { readonly dir: string; readonly version: string };
  /** What is started on it is ended with it, the last first. */
  readonly endings: Endings;
}

/** Does `work` on a ground of its own, and ends everything on it, also when it is interrupted. */
export async function onGround<T>(options: GroundOptions, work: (ground: Ground) => Promise<T>): Promise<T> {
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
    return await Promise.race([lay(options, endings).then(work), interrupted]);
  } finally {
    for (let end = endings.pop(); end; end = endings.pop()) {
      await end().catch((error: unknown) => console.error(error)); // the others end all the same
    }
    for (const signal of signals) process.off(signal, stop);
  }
}

async function lay({ definition, graph: options }: GroundOptions, endings: Endings): Promise<Ground> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "recado-bench-"));
  endings.push(() => rm(dataDir, { recursive: true, force: true }));
  const graph = await startGraph({ apps: [], numbers: [], ...options });
  endings.push(() => graph.close());
  const keys = await keptKeys(dataDir);
  const services = await startServices({ dataDir, given: { META_GRAPH_URL: graph.url }, keys }, endings);
  const port = String(await freePort());
  const { DATABASE_URL = "" } = services.variables;
  const variables = {
    ...keys,
    ...services.variables,
    DATABASE_URL,
    META_GRAPH_URL: graph.url,
    APP_URL: `http://127.0.0.1:${port}`,
    PORT: port,
    RECADO_DATA_DIR: dataDir,
  };
  return {
    graph,
    tenant: await provisionTenant({ variables, definition, graph }),
    variables,
    postgres: { dir: path.join(dataDir, "postgres", "data"), version: await versionOf(DATABASE_URL) },
    endings,
  };
}

async function versionOf(url: string): Promise<string> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query<{ server_version: string }>("show server_version");
  await client.end();
  return rows[0]?.server_version ?? "unknown";
}
