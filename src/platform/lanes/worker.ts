import { log } from "../log";
import { hear } from "./alarm-bell";
import { claim } from "./claim";
import { keepLeases } from "./hold";
import type { Lane, LaneKinds } from "./lane";
import { workLane } from "./work-lane";

const LOOK_EVERY_MS = 500;

export interface Worker {
  /** Claims nothing more, finishes what is being worked, and gives it back. */
  stop(): Promise<void>;
}

/** Works due lanes, `concurrency` at once, until it is stopped. */
export function startWorker(kinds: LaneKinds, concurrency: number): Worker {
  const working = new Map<Lane, Promise<void>>();
  // A quarter of the places is kept for the others: one organization's slow calls must not fill them all.
  const share = Math.max(1, Math.ceil(concurrency * 0.75));
  let stopped = false;
  let wanted = false;
  let looking: Promise<void> | undefined;

  const begin = (lane: Lane) => {
    const done = workLane(kinds, lane, () => !stopped).finally(() => {
      working.delete(lane);
      look();
    });
    working.set(lane, done);
  };
  const claimWhileWanted = async () => {
    while (wanted && !stopped && working.size < concurrency) {
      wanted = false;
      const lanes = await claim(kinds, concurrency - working.size, { held: [...working.keys()], share });
      for (const lane of lanes) begin(lane);
      wanted ||= lanes.length > 0;
    }
  };
  function look(): void {
    wanted = true;
    looking ??= claimWhileWanted()
      .catch((error: unknown) => log.warn({ err: error }, "Could not look for due work"))
      .finally(() => {
        looking = undefined;
        if (wanted && !stopped && working.size < concurrency) look();
      });
  }

  const stopRenewing = keepLeases(working);
  const polling = setInterval(look, LOOK_EVERY_MS);
  const unhear = hear(look);
  look();

  return {
    async stop() {
      stopped = true;
      clearInterval(polling);
      await unhear();
      await looking;
      while (working.size > 0) await Promise.all(working.values());
      stopRenewing();
    },
  };
}
