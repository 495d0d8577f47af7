import type { Failure } from "./publish-failure";

const SHORTEST_MS = 100;
/** A server that was away is found again soon; one that refuses us (wrong secret, over quota) has time. */
const LONGEST_MS = { "try-again": 2_000, refused: 30_000 };

/** After a failure nothing is asked for a while, twice as long each time; then one request finds out. */
export function createPause() {
  let failures = 0;
  let until = 0;
  return {
    begin: (kind: Exclude<Failure["kind"], "bad-event">, now: number) => {
      if (now < until) return; // of several that were under way
      until = now + Math.min(SHORTEST_MS * 2 ** failures, LONGEST_MS[kind]);
      failures += 1;
    },
    lift: () => void (until = 0),
    /** It went well: as many as usual may be asked at once. */
    end: () => void (failures = 0),
    until: () => until,
    isDoubtful: () => failures > 0,
  };
}
