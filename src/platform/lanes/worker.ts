import { log } from "../log";
import { hear } from "./alarm-bell";
import { claim } from "./claim";
import { renew } from "./hold";
import type { Lane, LaneKind } from "./lane";
import { workLane } from "./work-lane";

const LOOK_EVERY_MS = 500;
const RENEW_EVERY_MS = 10_000;

export type LaneKinds = Readonly<Record<string, LaneKind>>;

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

/** Works what is due until nothing is left or `deadline` (epoch milliseconds) has come. Returns how many lanes it worked. */
export async function drain(kinds: LaneKinds, limits: { deadline: number; concurrency: number }): Promise<number> {
  const working = new Map<Lane, Promise<void>>();
  const stopRenewing = keepLeases(working);
  const inTime = () => Date.now() < limits.deadline;
  let worked = 0;
  try {
    for (;;) {
      const places = limits.concurrency - working.size;
      const lanes = inTime() && places > 0 ? await claim(kinds, places, { held: [...working.keys()] }) : [];
      for (const lane of lanes)
        working.set(
          lane,
          workLane(kinds, lane, inTime).finally(() => working.delete(lane)),
        );
      worked += lanes.length;
      if (working.size === 0) break;
      // A slow one holds up nobody: what becomes due meanwhile is looked for whenever one is done.
      if (lanes.length === 0) await Promise.race(working.values());
    }
  } finally {
    stopRenewing();
  }
  return worked;
}

function keepLeases(working: ReadonlyMap<Lane, unknown>): () => void {
  const renewing = setInterval(() => {
    renew([...working.keys()]).catch((error: unknown) => log.warn({ err: error }, "Could not renew leases"));
  }, RENEW_EVERY_MS);
  return () => clearInterval(renewing);
}
