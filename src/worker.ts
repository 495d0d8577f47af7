import { closePool } from "@/platform/db/pool";
import { envOrExit } from "@/platform/env";
import { startWorker } from "@/platform/lanes/worker";
import { log } from "@/platform/log";
import { metricKeeper } from "@/platform/metrics/flush";
import { flushTraces } from "@/platform/trace";
import { allDone } from "@/platform/under-way";
import { flushPublished } from "@/realtime/server/publish";
import { laneKinds } from "@/work";
import { ensureUpkeep } from "@/work/upkeep";

const { WORKER_CONCURRENCY } = envOrExit("The worker");

await ensureUpkeep();
const worker = startWorker(laneKinds, WORKER_CONCURRENCY);
const stopCounting = metricKeeper().everyTenSeconds();
log.info({ concurrency: WORKER_CONCURRENCY }, "The worker is working");

async function stop(): Promise<void> {
  await worker.stop();
  await Promise.all([flushPublished(), allDone()]);
  await stopCounting();
  await flushTraces();
  await closePool();
}

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, "The worker could not stop in order; its leases will run out");
        process.exit(1);
      },
    );
  });
}
