import { createHmac, randomUUID } from "node:crypto";
import { textsBody } from "@/dev/webhook-body";
import { onGround, type Ground } from "./ground";
import { startFront } from "./ingest";
import type { Measure, Report } from "./measure";

const ITEMS = 1_000;
const RUNS = 5;
/** DESIGN.md section 8, milliseconds. */
const AIM = 1_000;

/** How long the largest delivery that Meta makes takes until it is acknowledged: of people nobody knows yet, and of known ones. */
export const ingestBatch = (): Promise<Report> =>
  onGround({}, async (ground) => {
    const { port, path } = await startFront(ground);
    const url = `http://127.0.0.1:${port}${path}`;
    await post(ground, url, 0); // warms up
    const measure = async (name: string, first: (run: number) => number): Promise<Measure> => {
      const runs: number[] = [];
      for (let run = 1; run <= RUNS; run += 1) runs.push(await post(ground, url, first(run)));
      return { name, unit: "ms", runs, aim: AIM, better: "less", judged: false };
    };
    return {
      measures: [
        await measure(`ingest ${ITEMS} of strangers`, (run) => run * ITEMS),
        await measure(`ingest ${ITEMS} of known people`, () => 0),
      ],
      remarks: [],
      postgres: ground.postgres.version,
    };
  });

async function post({ tenant }: Ground, url: string, first: number): Promise<number> {
  const body = textsBody(
    tenant,
    Array.from({ length: ITEMS }, (_, index) => ({
      id: `wamid.${randomUUID()}`,
      from: `4918${String(first + index).padStart(8, "0")}`,
      text: "Good morning",
    })),
  );
  const signature = createHmac("sha256", tenant.appSecret).update(body).digest("hex");
  const start = performance.now();
  const answer = await fetch(url, { method: "POST", body, headers: { "x-hub-signature-256": `sha256=${signature}` } });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`A delivery of ${ITEMS} items was answered ${answer.status}: ${text}`);
  return performance.now() - start;
}
