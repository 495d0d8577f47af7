import { converse } from "./converse";
import { engine } from "./engine";
import { growth } from "./growth";
import { ingest } from "./ingest";
import { ingestBatch } from "./ingest-batch";
import { ingestRoute } from "./ingest-route";
import type { Bench } from "./measure";
import { reply } from "./reply";

/** Every bench, by the name that `npm run bench` takes. */
export const benches: Readonly<Record<string, Bench>> = {
  ingest: { run: ingest, needsBuild: true },
  "ingest-route": { run: ingestRoute, needsBuild: true },
  "ingest-batch": { run: ingestBatch, needsBuild: true },
  reply: { run: reply, needsBuild: true },
  converse: { run: converse, needsBuild: true },
  growth: { run: growth, needsBuild: true },
  engine: { run: engine, needsBuild: false },
};
