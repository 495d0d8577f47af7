import { version } from "../../../../package.json";
import { health } from "@/work/health";

export const dynamic = "force-dynamic";

/** 503 only when the database does not answer: late workers are no reason to take the web server away. */
export async function GET(): Promise<Response> {
  const { status, database, oldestWaitingSeconds, problem } = await health();
  const timestamp = new Date().toISOString();
  const body = {
    status,
    timestamp,
    database,
    oldestWaitingSeconds,
    version,
    ...(problem !== undefined && { problem }),
  };
  return Response.json(body, { status: status === "down" ? 503 : 200, headers: { "cache-control": "no-store" } });
}
