import type { Server } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

/** For those who hold a connection open to bring one more request, and learn from the answer to go elsewhere. */
const PATIENCE_MS = 2_000;
const LOOK_EVERY_MS = 20;
/** What is still being answered then is cut off. */
const LONGEST_ANSWER_MS = 5_000;

/**
 * Ends a server without costing anybody a request. A connection that is closed while it is idle may have a request on its way,
 * which would be lost: so each answer says that it is its connection's last, and the door stays open until all have gone, for
 * two seconds at most. Only then nobody is let in any more.
 */
export async function leave(server: Server): Promise<void> {
  server.prependListener("request", (_request, response) => void response.setHeader("connection", "close"));
  const open = () =>
    new Promise<number>((resolve) => server.getConnections((_error, connections) => resolve(connections)));
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until && (await open()) > 0) await pause(LOOK_EVERY_MS);
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), LONGEST_ANSWER_MS).unref();
  await closed;
}
