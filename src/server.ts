import http from "node:http";
import next from "next";
import { closePool } from "@/platform/db/pool";
import { envOrExit } from "@/platform/env";
import { startWorker, type Worker } from "@/platform/lanes/worker";
import { leave } from "@/platform/leave";
import { log } from "@/platform/log";
import { metricKeeper } from "@/platform/metrics/flush";
import { flushTraces } from "@/platform/trace";
import { allDone } from "@/platform/under-way";
import { flushPublished } from "@/realtime/server/publish";
import { webhookPath, webhookRequest } from "@/whatsapp/server/node-mount";
import { handleWebhook } from "@/whatsapp/server/handle-webhook";
import { laneKinds } from "@/work";
import { ensureUpkeep } from "@/work/upkeep";

// A Next route costs about a millisecond of CPU, bare node:http a fortieth: Meta's webhook is answered here, the rest by Next.

const { HOST, PORT, NODE_ENV, RECADO_EMBEDDED_WORKER, WORKER_CONCURRENCY } = envOrExit("Recado");

const app = next({ dev: NODE_ENV === "development", hostname: HOST, port: PORT });
const pages = app.getRequestHandler();

const server = http.createServer((request, response) => {
  const path = webhookPath(request.url ?? "/");
  const answered = path
    ? handleWebhook(webhookRequest(request, path)).then((answer) => {
        response.writeHead(answer.status, answer.headers).end(request.method === "HEAD" ? undefined : answer.body);
      })
    : pages(request, response);
  answered.catch((error: unknown) => {
    log.error({ err: error }, "A request could not be answered");
    response.destroy();
  });
});
// Meta keeps its connections open; one that we close under it costs a delivery and a retry.
server.keepAliveTimeout = 75_000;

let worker: Worker | undefined;
let stopCounting: (() => Promise<void>) | undefined;

async function start(): Promise<void> {
  await app.prepare();
  if (RECADO_EMBEDDED_WORKER) {
    await ensureUpkeep();
    worker = startWorker(laneKinds, WORKER_CONCURRENCY);
  }
  stopCounting = metricKeeper().everyTenSeconds();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(PORT, HOST, resolve);
  });
  log.info({ host: HOST, port: PORT, worker: RECADO_EMBEDDED_WORKER }, "Recado is listening");
}

let stopping: Promise<void> | undefined;

/** A second signal waits for the same end: sends that are under way finish. */
const stopOnce = (): Promise<void> => (stopping ??= stop());

async function stop(): Promise<void> {
  await Promise.all([leave(server), worker?.stop()]);
  await Promise.all([flushPublished(), allDone()]);
  await app.close();
  await stopCounting?.();
  await flushTraces();
  await closePool();
}

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    stopOnce().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, "Not everything could be stopped in order");
        process.exit(1);
      },
    );
  });
}

start().catch((error: unknown) => {
  const isBusy = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
  process.stderr.write(
    isBusy ? `Port ${PORT} is busy: set PORT to another one.\n` : `Recado can not start: ${String(error)}\n`,
  );
  process.exit(1);
});
