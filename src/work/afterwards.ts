import { after } from "next/server";
import { drainAndHandOn } from "./drain-and-hand-on";
import { drainsAfterwards } from "./drains-afterwards";

/**
 * Where no worker runs, works what a request has woken once the answer is out. A nudge: cron sweeps behind it. The time of the
 * request, which began at `since`, is the function's too.
 */
export function afterwards(since: number): void {
  if (drainsAfterwards()) after(() => drainAndHandOn(since));
}
