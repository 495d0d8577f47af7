import { LIMITS } from "../limits";

export interface Heartbeat {
  /** The other side gave a sign of life. */
  beat(): void;
  stop(): void;
}

/** Pings after a long silence, and gives up when that stays unanswered. */
export function startHeartbeat({ ping, giveUp }: { ping: () => void; giveUp: () => void }): Heartbeat {
  let timer: NodeJS.Timeout;
  const doubt = () => {
    ping();
    timer = setTimeout(giveUp, LIMITS.pongTimeoutSeconds * 1000);
  };
  const wait = () => setTimeout(doubt, LIMITS.activityTimeoutSeconds * 1000);
  timer = wait();
  return {
    beat: () => {
      clearTimeout(timer);
      timer = wait();
    },
    stop: () => clearTimeout(timer),
  };
}
