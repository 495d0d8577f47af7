import { after } from "next/server";
import { env } from "@/platform/env";
import { drainAndHandOn } from "./drain-and-hand-on";

/** Where no worker runs (Vercel), works what a request has woken once the answer is out. A nudge: cron sweeps behind it. */
export function afterwards(): void {
  const { RECADO_DRAIN, VERCEL } = env();
  if ((RECADO_DRAIN ?? (VERCEL ? "after" : "off")) === "after") after(drainAndHandOn);
}
