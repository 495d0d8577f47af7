import pg from "pg";
import { env } from "../env";
import { pool } from "../db/pool";
import { log } from "../log";

const CHANNEL = "recado_lanes";
const QUIET_MS = 20;

// One per process, though the front and Next load this file each on its own.
const shared = globalThis as typeof globalThis & { recadoBell?: Set<() => void>; recadoRing?: "rung" | "again" };
const listeners = (shared.recadoBell ??= new Set());

/**
 * Says that lanes were woken, after the commit: inside a transaction NOTIFY would serialise commits. Workers in this
 * process hear at once, others too, or 20 ms after they last did. It may be lost: workers also look by themselves.
 */
export function ring(): void {
  for (const listener of listeners) listener();
  if (shared.recadoRing) shared.recadoRing = "again";
  else ringOutside();
}

function ringOutside(): void {
  shared.recadoRing = "rung";
  pool()
    .query("select pg_notify($1, '')", [CHANNEL])
    .catch((error: unknown) => log.warn({ err: error }, "Other workers could not be told of new work"));
  setTimeout(() => {
    const isWanted = shared.recadoRing === "again";
    delete shared.recadoRing;
    if (isWanted) ringOutside();
  }, QUIET_MS);
}

const AGAIN_MS = 1_000;

/** Calls `listener` whenever lanes may have become due, in this process or another. Returns how to stop. */
export function hear(listener: () => void): () => Promise<void> {
  listeners.add(listener);
  let ending = false;
  let client: pg.Client | undefined;
  let again: NodeJS.Timeout | undefined;

  const connect = async (): Promise<void> => {
    const { DIRECT_DATABASE_URL, DATABASE_URL } = env();
    const next = new pg.Client({ connectionString: DIRECT_DATABASE_URL ?? DATABASE_URL, keepAlive: true });
    client = next;
    next.on("notification", listener);
    next.on("error", (error) => log.warn({ err: error }, "The connection that hears of new work was lost"));
    next.on("end", listenAgain);
    await next.connect();
    await next.query(`listen ${CHANNEL}`);
    listener();
  };
  const listen = () => {
    again = undefined;
    connect().catch((error: unknown) => {
      log.warn({ err: error }, "Not hearing of new work from other processes; looking every half second instead");
      listenAgain();
    });
  };
  /** A connection that fails says so twice, as a rejection and as its end: it is tried again once. */
  function listenAgain(): void {
    if (!ending) again ??= setTimeout(listen, AGAIN_MS);
  }
  listen();

  return async () => {
    ending = true;
    clearTimeout(again);
    listeners.delete(listener);
    await client?.end();
  };
}
