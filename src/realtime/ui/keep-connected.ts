import type PusherClient from "pusher-js";
import { backOff } from "../back-off";

export type RealtimeState = "connecting" | "connected" | "unavailable";

/** Tries before the screen says that nothing is live. */
const PATIENCE = 2;
const MINUTE = 60_000;

/**
 * Brings the connection back. pusher-js alone waits up to 60 s after a failed try, so it is stopped and started on a
 * back-off of our own; and it never comes back from a refusal such as 4004 (over quota), which is tried again here
 * every 3–4 minutes.
 */
export function keepConnected(client: PusherClient, onState: (state: RealtimeState) => void) {
  let attempt = 0;
  let refused = false;
  let restarting = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function wait(): void {
    clearTimeout(timer);
    const dice = Math.random();
    timer = setTimeout(restart, refused ? (3 + dice) * MINUTE : backOff(attempt, dice));
  }

  function restart(): void {
    refused = false;
    attempt += 1;
    if (attempt >= PATIENCE) onState("unavailable");
    restarting = true;
    client.disconnect();
    client.connect();
    restarting = false;
    wait();
  }

  function follow({ current }: { current: string }): void {
    if (restarting) return;
    if (current === "connected") {
      clearTimeout(timer);
      attempt = 0;
      onState("connected");
      return;
    }
    refused = current === "disconnected";
    if (current !== "connecting") onState("unavailable");
    else if (attempt === 0) onState("connecting");
    if (current !== "unavailable") wait();
  }

  client.connection.bind("state_change", follow);
  wait();
  return {
    /** There is reason to think that a try would succeed now. */
    nudge: () => {
      if (refused || client.connection.state === "connected") return;
      attempt = 0;
      restart();
    },
    socketId: () => (client.connection.state === "connected" ? client.connection.socket_id : null),
    stop: () => {
      clearTimeout(timer);
      client.connection.unbind("state_change", follow);
      client.disconnect();
    },
  };
}
