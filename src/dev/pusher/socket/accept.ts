import type { WebSocket } from "ws";
import { createConnection } from "../connection";
import { forget, type Hub } from "../hub";
import { LIMITS } from "../limits";
import type { TurnedAway } from "./handshake";
import { startHeartbeat } from "./heartbeat";
import { receive } from "./receive";

const UNSUPPORTED_DATA = 1003;
const PONG_MISSED = 4201;

/** Serves an open socket until it closes, or turns it away: a browser reads the reason only from inside a socket. */
export function accept(hub: Hub, socket: WebSocket, turnedAway: TurnedAway | null): void {
  // A broken frame is closed by `ws` itself; without a listener it would end the process.
  socket.on("error", () => undefined);
  if (turnedAway) {
    createConnection(socket, () => undefined).close(turnedAway.code, turnedAway.message);
    return;
  }

  const connection = createConnection(socket, end);
  const heartbeat = startHeartbeat({
    ping: () => connection.send("pusher:ping", { data: "{}" }),
    giveUp: () => connection.close(PONG_MISSED, "Pong reply not received in time"),
  });
  socket.on("ping", () => heartbeat.beat());
  socket.on("pong", () => heartbeat.beat());
  socket.on("message", (bytes: Buffer, isBinary) => {
    if (socket.readyState !== socket.OPEN) return;
    heartbeat.beat();
    if (isBinary) socket.close(UNSUPPORTED_DATA, "Binary frames are not supported");
    else receive(hub, connection, bytes.toString());
  });
  socket.on("close", end);
  function end(): void {
    heartbeat.stop();
    forget(hub, connection);
  }

  hub.connections.add(connection);
  const established = { socket_id: connection.socketId, activity_timeout: LIMITS.activityTimeoutSeconds };
  connection.send("pusher:connection_established", { data: JSON.stringify(established) });
}
