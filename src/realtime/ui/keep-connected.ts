import type PusherClient from "pusher-js";
import { backOff } from "../back-off";
import { noteRefusals } from "./refusal";
import { testLine } from "./test-line";

export type RealtimeState = "connecting" | "connected" | "unavailable" | "over-quota";

/** Tries before the screen says that nothing is live. */
const PATIENCE = 2;
const MINUTE = 60_000;
/** A connection that broke sooner was none: the tries go on where they were. */
const STABLE_MS = 10_000;
const LONGEST_TRY_MS = 30_000;

/** A try that may still succeed is not cut off: it has four times as long as the last one took, and 4 s before there was one. */
const timeToTry = (tookMs: number | null, attempt: number): number =>
  Math.min(LONGEST_TRY_MS, tookMs === null ? 4_000 * 2 ** attempt : 4 * tookMs);

/**
 * Brings the connection back. pusher-js alone waits up to 60 s after a failed try, so it is stopped and started on a
 * back-off of our own; and it never comes back from a refusal such as 4004 (over quota), which is tried again here
 * every 3–4 minutes.
 */
export function keepConnected(client: PusherClient, onState: (state: RealtimeState) => void) {
  const { connection } = client;
  const refusal = noteRefusals(connection);
  let attempt = 0;
  let refused: RealtimeState | null = null;
  let restarting = false;
  let began = Date.now();
  let tookMs: number | null = null;
  let cancel = () => {};

  function wait(): void {
    cancel();
    const dice = Math.random();
    const milliseconds = refused ? (3 + dice) * MINUTE : Math.max(backOff(attempt, dice), timeToTry(tookMs, attempt));
    const timer = setTimeout(() => restartFrom(attempt), milliseconds);
    cancel = () => clearTimeout(timer);
  }

  function restartFrom(tries: number): void {
    refused = refusal.forget();
    attempt = tries + 1;
    if (attempt >= PATIENCE) onState("unavailable");
    began = Date.now();
    restarting = true;
    client.disconnect();
    client.connect();
    restarting = false;
    wait();
  }

  function follow({ previous, current }: { previous: string; current: string }): void {
    if (restarting) return;
    if (current === "connected") {
      cancel();
      tookMs = Date.now() - began;
      onState(current);
      return;
    }
    if (previous === "connected" && Date.now() - began > STABLE_MS) attempt = 0;
    if (current === "connecting") began = Date.now();
    refused = current === "disconnected" ? refusal.meaning() : null;
    onState(refused ?? (current === "connecting" && attempt < PATIENCE ? current : "unavailable"));
    if (current !== "unavailable") wait();
  }

  function nudge(): void {
    if (connection.state === "connected") {
      cancel();
      cancel = testLine(connection, () => restartFrom(attempt));
    } else if (!refused) restartFrom(0);
  }

  connection.bind("state_change", follow);
  wait();
  return {
    /** There is reason to think that the line has broken, or that a try would succeed now. */
    nudge,
    socketId: () => (connection.state === "connected" ? connection.socket_id : null),
    stop: () => {
      cancel();
      refusal.stop();
      connection.unbind("state_change", follow);
      client.disconnect();
    },
  };
}
