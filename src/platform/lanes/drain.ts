import { claim } from "./claim";
import { keepLeases } from "./hold";
import type { Lane, LaneKinds } from "./lane";
import { workLane } from "./work-lane";

/** Works what is due until nothing is left or `deadline` (epoch milliseconds) has come. Returns how many lanes it worked. */
export async function drain(kinds: LaneKinds, limits: { deadline: number; concurrency: number }): Promise<number> {
  const working = new Map<Lane, Promise<void>>();
  const stopRenewing = keepLeases(working);
  const inTime = () => Date.now() < limits.deadline;
  let begun = 0;
  let done = 0;
  const begin = (lane: Lane) => {
    begun += 1;
    const work = workLane(kinds, lane, inTime).finally(() => {
      working.delete(lane);
      done += 1;
    });
    working.set(lane, work);
  };
  try {
    for (;;) {
      const places = limits.concurrency - working.size;
      const doneBefore = done;
      const lanes = inTime() && places > 0 ? await claim(kinds, places, { held: [...working.keys()] }) : [];
      for (const lane of lanes) begin(lane);
      // A slow one holds up nobody: what becomes due meanwhile is looked for whenever one is done, also while looking.
      if (lanes.length > 0 || done > doneBefore) continue;
      if (working.size === 0) break;
      await Promise.race(working.values());
    }
  } finally {
    stopRenewing();
  }
  return begun;
}
