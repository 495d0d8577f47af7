import { after } from "next/server";
import { env } from "@/platform/env";
import { isSame } from "@/platform/is-same";
import { drainAndHandOn } from "@/work/drain-and-hand-on";
import { ensureUpkeep } from "@/work/upkeep";

export const dynamic = "force-dynamic";
export const maxDuration = 60;

/** Cron's way to work what waits. With `?answer=first` it answers before: who hands on has no time to wait. */
export async function GET(request: Request): Promise<Response> {
  const began = Date.now();
  const { CRON_SECRET } = env();
  if (!CRON_SECRET) return new Response("Set CRON_SECRET to let cron work what waits", { status: 404 });
  if (!isSame(request.headers.get("authorization") ?? "", `Bearer ${CRON_SECRET}`)) {
    return new Response("Not allowed", { status: 401 });
  }
  await ensureUpkeep();
  if (new URL(request.url).searchParams.get("answer") !== "first") return Response.json(await drainAndHandOn(began));
  after(() => drainAndHandOn(began));
  return new Response("Begun", { status: 202 });
}
