import { asList, asNumber, asRecord, parseJson } from "./loose-json";

/** Per cent of what an hour may hold, from which on Meta refuses: https://developers.facebook.com/docs/graph-api/overview/rate-limiting */
const FULL = 100;
/** While it is full and Meta does not say for how long. */
const MINUTES = 1;
/** It is said anew with every answer: what is longer is asked again by then. */
const MOST_MINUTES = 60;

/**
 * For how many seconds Meta wants no more calls for a business account, from the header `x-business-use-case-usage`:
 * `{"<account id>":[{"type", "call_count", "total_cputime", "total_time", "estimated_time_to_regain_access"}]}`, the counts in
 * per cent, the time in minutes. 0 without a header or while there is room.
 */
export function restSeconds(header: string | null): number {
  const uses = Object.values(asRecord(parseJson(header ?? "")))
    .flatMap(asList)
    .map(asRecord);
  const minutes = uses.map((use) => {
    const regain = asNumber(use.estimated_time_to_regain_access) ?? 0;
    const isFull = [use.call_count, use.total_cputime, use.total_time].some((share) => (asNumber(share) ?? 0) >= FULL);
    return Math.max(regain, isFull ? MINUTES : 0);
  });
  return Math.min(Math.max(0, ...minutes), MOST_MINUTES) * 60;
}
