import type net from "node:net";
import type pg from "pg";

/**
 * Lets what is asked of a connection in one turn leave in one packet. Sending one, and waking the server for it, takes longer
 * than most statements: of the time of a web server that stores webhooks a quarter went into it.
 */
export function inOnePacket(client: pg.ClientBase): <T>(ask: () => T) => T {
  // pg does the same for the parts of one statement.
  const { stream } = (client as unknown as { readonly connection: { readonly stream: net.Socket } }).connection;
  let gathering = false;
  return (ask) => {
    if (!gathering) {
      gathering = true;
      stream.cork();
      process.nextTick(() => {
        gathering = false;
        stream.uncork();
      });
    }
    return ask();
  };
}
