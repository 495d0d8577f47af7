import { log } from "../log";
import { withLogFields } from "../log-fields";
import { count, observe, secondsSince } from "../metrics/count";
import { isPassing } from "./is-passing";
import { LeaseLost, type Lane, type LaneKinds } from "./lane";
import { release, releaseFailed } from "./release";

/** Works a claimed lane and gives it back: when its rows want it next, or after a back-off when the work failed. Never throws. */
export function workLane(kinds: LaneKinds, lane: Lane, mayGoOn: () => boolean): Promise<void> {
  const { kind, key, organizationId } = lane;
  const fields = { kind, lane: key, ...(organizationId !== null && { organizationId }) };
  return withLogFields(fields, () => work(kinds, lane, mayGoOn));
}

async function work(kinds: LaneKinds, lane: Lane, mayGoOn: () => boolean): Promise<void> {
  const start = performance.now();
  try {
    const kind = kinds[lane.kind];
    if (!kind) throw new Error(`No such kind of lane: ${lane.kind}`);
    await release(lane, await kind.work(lane, mayGoOn));
  } catch (error) {
    await giveBack(lane, error);
  } finally {
    observe("recado_lane_work_seconds", { kind: lane.kind }, secondsSince(start));
  }
}

async function giveBack(lane: Lane, error: unknown): Promise<void> {
  if (error instanceof LeaseLost) {
    log.warn({}, error.message);
    count("recado_lane_failures_total", { kind: lane.kind, fault: "lease-lost" });
    return;
  }
  const counts = !isPassing(error);
  count("recado_lane_failures_total", { kind: lane.kind, fault: counts ? "event" : "passing" });
  log.error({ err: error, attempts: lane.attempts, counts }, "Work failed");
  await releaseFailed(lane, { counts }).catch((cause: unknown) => {
    log.error({ err: cause }, "A failed lane could not be given back: its lease will run out");
  });
}
