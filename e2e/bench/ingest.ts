import { freePort } from "@/dev/free-port.mjs";
import { answers, startChild } from "./child";
import { onGround, type Ground } from "./ground";
import { countCosts } from "./ingest/shares";
import { bundled, perSecond, runLoad } from "./ingest/run-load";
import { versus } from "./ingest/versus";
import type { Measure, Report } from "./measure";

const SECONDS = 4;
/** DESIGN.md section 8. */
const AIMS = { ratio: 1, p99: 250, rate: 300 };
const RUNS = 5;

/** How many signed webhooks of one text each are stored durably a second, beside a bare server that does one INSERT for each. */
export const ingest = (): Promise<Report> =>
  onGround({}, async (ground) => {
    const server = await startFront(ground);
    const bare = await startBare(ground);
    const [ours, theirs] = [countCosts(server, ground.postgres), countCosts(bare, ground.postgres)];
    const { measures, remark } = await versus("ingest", {
      ours: async () => perSecond(await ours.during(() => runLoad(ground, { ...server, seconds: SECONDS }))),
      theirs: async () => perSecond(await theirs.during(() => runLoad(ground, { ...bare, seconds: SECONDS }))),
      aim: AIMS.ratio,
    });
    const paced: Measure[] = [await pacedRuns(ground, server)];
    const remarks = [remark, ours.remark("ours"), theirs.remark("bare")];
    return { measures: [...measures, ...paced], remarks, postgres: ground.postgres.version };
  });

export interface Place {
  readonly port: number;
  readonly path: string;
  readonly pid: number;
}

/** The web server that ships, with nobody working what it stores. */
export async function startFront({ variables, tenant, endings }: Ground): Promise<Place> {
  const child = startChild([".build/server.mjs"], { ...variables, RECADO_EMBEDDED_WORKER: "0" });
  endings.push(child.stop);
  await answers(`http://127.0.0.1:${variables.PORT}/health`);
  return { port: Number(variables.PORT), path: new URL(tenant.webhookUrl).pathname, pid: child.process.pid ?? NaN };
}

async function startBare({ variables: { DATABASE_URL }, tenant, endings }: Ground): Promise<Place> {
  const port = await freePort();
  const child = startChild([bundled("bare-server")], {
    DATABASE_URL,
    PORT: String(port),
    APP_SECRET: tenant.appSecret,
  });
  endings.push(child.stop);
  await answers(`http://127.0.0.1:${port}/`);
  return { port, path: "/", pid: child.process.pid ?? NaN };
}

async function pacedRuns(ground: Ground, place: Place): Promise<Measure> {
  const runs: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    runs.push((await runLoad(ground, { ...place, seconds: SECONDS, rate: AIMS.rate })).p99);
  }
  return { name: `ingest p99 at ${AIMS.rate}/s`, unit: "ms", runs, aim: AIMS.p99, better: "less", judged: false };
}
