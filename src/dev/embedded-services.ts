import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { applyMigrations } from "./apply-migrations.mjs";
import type { GraphEmulator } from "./graph/graph-emulator";
import { startGraph } from "./graph/server";
import { freePort } from "./free-port.mjs";
import { startPostgres } from "./postgres.mjs";
import { startPusher } from "./pusher/server";

/** Variables by their names; none is empty. */
export type Variables = Readonly<Record<string, string>>;

/** How to end what has been started, in the order in which it was. */
export type Endings = (() => Promise<unknown>)[];

export interface EmbeddedServices {
  /** How the server finds those that are embedded. */
  readonly variables: Variables;
  readonly graph?: GraphEmulator;
  /** One sentence, once one of them has ended by itself. */
  readonly ended: Promise<string>;
}

export interface ServicesNeeded {
  readonly dataDir: string;
  /** What is configured here is not embedded. */
  readonly given: Variables;
  /** What the embedded Pusher is called with. */
  readonly keys: Readonly<Record<"PUSHER_APP_ID" | "PUSHER_KEY" | "PUSHER_SECRET", string>>;
}

/** Starts what Recado needs beside itself and has not been given: PostgreSQL, migrated, Pusher and Meta's Graph API. */
export async function startServices(needed: ServicesNeeded, endings: Endings): Promise<EmbeddedServices> {
  const { given, keys, dataDir } = needed;
  const database = given["DATABASE_URL"] ? undefined : await openDatabase(path.join(dataDir, "postgres"), endings);
  const url = database?.url ?? given["DIRECT_DATABASE_URL"] ?? given["DATABASE_URL"];
  if (url) await applyMigrations(url);
  const pusher = given["PUSHER_APP_ID"] ? {} : await openPusher(keys, { dataDir, endings });
  const graph = given["META_GRAPH_URL"] ? undefined : await openGraph(dataDir, endings);
  return {
    variables: {
      ...(database && { DATABASE_URL: database.url }),
      ...(graph && { META_GRAPH_URL: graph.url }),
      ...pusher,
    },
    ended: database?.ended ?? new Promise(() => {}),
    ...(graph && { graph }),
  };
}

async function openDatabase(dir: string, endings: Endings): Promise<{ url: string; ended: Promise<string> }> {
  const server = await startPostgres(dir);
  endings.push(server.stop);
  // An open connection is how this process learns that the server has gone.
  const watch = new pg.Client(server.url);
  const ended = new Promise<string>((resolve) => {
    watch.on("error", () => resolve(`PostgreSQL has ended: see ${path.join(dir, "server.log")}.`));
  });
  await watch.connect();
  endings.push(() => watch.end());
  return { url: server.url, ended };
}

async function openGraph(dataDir: string, endings: Endings): Promise<GraphEmulator> {
  // It remembers the newest chats only, and so not when each customer last wrote; the dashboard keeps the 24 hours by
  // its own rows.
  const memoryFile = path.join(dataDir, "graph-memory.v8");
  const graph = await startGraph({ apps: [], numbers: [], window: false, memoryFile });
  endings.push(() => graph.close());
  return graph;
}

async function openPusher(
  keys: ServicesNeeded["keys"],
  { dataDir, endings }: { dataDir: string; endings: Endings },
): Promise<Variables> {
  const { PUSHER_APP_ID, PUSHER_KEY, PUSHER_SECRET } = keys;
  // The port of the last time, if it can be had: pages that are still open find their live events again.
  const file = path.join(dataDir, "pusher-port");
  const port = await freePort(Number(await readFile(file, "utf8").catch(() => "0")));
  const pusher = await startPusher({ appId: PUSHER_APP_ID, key: PUSHER_KEY, secret: PUSHER_SECRET, port });
  await writeFile(file, String(pusher.port));
  endings.push(() => pusher.close());
  const address = { PUSHER_HOST: "127.0.0.1", PUSHER_PORT: String(pusher.port), PUSHER_TLS: "0" };
  return { PUSHER_APP_ID, PUSHER_KEY, PUSHER_SECRET, ...address };
}
