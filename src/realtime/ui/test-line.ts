import type PusherClient from "pusher-js";

const PONG_WITHIN_MS = 3_000;

/** A line that broke while the machine slept looks whole until nothing comes back over it. Returns how to stop asking. */
export function testLine(connection: PusherClient["connection"], onDead: () => void): () => void {
  const stop = () => {
    connection.unbind("message", stop);
    clearTimeout(timer);
  };
  const timer = setTimeout(() => {
    stop();
    onDead();
  }, PONG_WITHIN_MS);
  connection.bind("message", stop);
  connection.send_event("pusher:ping", {});
  return stop;
}
