import { after } from "next/server";
import { drainAndHandOn } from "./drain-and-hand-on";
import { drainsAfterwards } from "./drains-afterwards";

/** Where no worker runs, works what a request has woken once the answer is out. A nudge: cron sweeps behind it. */
export function afterwards(): void {
  if (drainsAfterwards()) after(drainAndHandOn);
}
