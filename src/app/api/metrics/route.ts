import { version } from "../../../../package.json";
import { env } from "@/platform/env";
import { log } from "@/platform/log";
import { readMetrics } from "@/platform/metrics/read-metrics";
import { isSame } from "@/platform/is-same";

export const dynamic = "force-dynamic";

const PLAIN = { "content-type": "text/plain; version=0.0.4; charset=utf-8", "cache-control": "no-store" };

/** What monitoring scrapes: the counts of the whole deployment, whichever process answers. */
export async function GET(request: Request): Promise<Response> {
  const { METRICS_TOKEN } = env();
  if (!METRICS_TOKEN) return new Response("Set METRICS_TOKEN to let monitoring read this", { status: 404 });
  if (!isSame(request.headers.get("authorization") ?? "", `Bearer ${METRICS_TOKEN}`)) {
    return new Response("Not allowed", { status: 401, headers: { "www-authenticate": "Bearer" } });
  }
  try {
    return new Response(await readMetrics(version), { headers: PLAIN });
  } catch (error) {
    log.error({ err: error }, "The counts could not be read");
    return new Response("The database does not answer", { status: 503 });
  }
}
