import { randomInt } from "node:crypto";
import type { WebSocket } from "ws";
import { LIMITS } from "./limits";

/** One browser's socket. */
export interface Connection {
  readonly socketId: string;
  send(event: string, rest: { readonly channel?: string; readonly data: unknown }): void;
  /** Sends what is encoded already, so that an event to many is encoded once. */
  sendFrame(frame: string): void;
  /** Says that something was refused; the connection stays open. */
  refuse(message: string, code?: number): void;
  /** Says why, and closes. */
  close(code: number, message: string): void;
  /** Breaks the line without a word: a browser sees code 1006. */
  breakLine(): void;
  /** Counts one client event; false when it is one too many in this second. */
  countClientEvent(): boolean;
}

/** `ended` is called as soon as the server ends it: the other side may never answer that. */
export function createConnection(socket: WebSocket, ended: () => void): Connection {
  const sendFrame = (frame: string) => {
    if (socket.readyState === socket.OPEN) socket.send(frame);
  };
  const send: Connection["send"] = (event, rest) => sendFrame(JSON.stringify({ event, ...rest }));
  const refuse: Connection["refuse"] = (message, code) =>
    send("pusher:error", { data: { code: code ?? null, message } });
  return {
    socketId: `${randomInt(1, 1e9)}.${randomInt(1, 1e9)}`,
    send,
    sendFrame,
    refuse,
    close: (code, message) => {
      refuse(message, code);
      socket.close(code, message);
      ended();
    },
    breakLine: () => socket.terminate(),
    countClientEvent: perSecond(LIMITS.clientEventsPerSecond),
  };
}

function perSecond(limit: number): () => boolean {
  let second = { began: 0, count: 0 };
  return () => {
    const now = Date.now();
    if (now - second.began >= 1000) second = { began: now, count: 0 };
    second.count += 1;
    return second.count <= limit;
  };
}
