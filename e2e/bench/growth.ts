import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { startChild } from "./child";
import { onGround, type Ground } from "./ground";
import { fill } from "./growth/fill";
import { startFront, type Place } from "./ingest";
import { runLoad } from "./ingest/run-load";
import { countCosts } from "./ingest/shares";
import { quantile, type Measure, type Report } from "./measure";

const EVENTS = 10_000_000;
const ROUNDS = 3;
const SECONDS = 3;
/** Issue of the day when everything is ten times as large: what one more event costs must not depend on those that are there. */
const AIM = 1.2;

/** What an event costs, to be stored and to be worked, in a database of ten million of them and in an empty one. */
export const growth = (): Promise<Report> =>
  onGround({}, (empty) =>
    onGround({}, async (full) => {
      await fill(full.variables.DATABASE_URL, { events: EVENTS, phoneNumberId: full.tenant.phoneNumberId });
      const grounds = [await opened(empty), await opened(full)] as const;
      const costs = { store: [[], []] as [number[], number[]], work: [[], []] as [number[], number[]] };
      for (let round = 0; round <= ROUNDS; round += 1) {
        for (const [which, one] of grounds.entries()) {
          const { store, work } = await oneRound(one);
          if (round === 0) continue; // warms up
          costs.store[which as 0 | 1].push(store);
          costs.work[which as 0 | 1].push(work);
        }
      }
      return report(costs, full);
    }),
  );

interface Opened {
  readonly ground: Ground;
  readonly front: Place;
  readonly database: pg.Client;
}

async function opened(ground: Ground): Promise<Opened> {
  const front = await startFront(ground);
  const database = new pg.Client(ground.variables.DATABASE_URL);
  await database.connect();
  await database.query("set role recado_system");
  ground.endings.push(() => database.end());
  return { ground, front, database };
}

/** Milliseconds of processor time that one event takes of our programs and PostgreSQL. */
async function oneRound({ ground, front, database }: Opened): Promise<{ store: number; work: number }> {
  const storing = countCosts(front, ground.postgres);
  await storing.during(() => runLoad(ground, { ...front, seconds: SECONDS }));
  const left = async (): Promise<number> => {
    const { rows } = await database.query<{ n: number }>(
      "select count(*)::int as n from webhook_events where state = 'received'",
    );
    return rows[0]?.n ?? 0;
  };
  const before = await left();
  const worker = startChild([".build/worker.mjs"], ground.variables);
  const until = async (share: number) => {
    for (let now = await left(); ; now = await left()) {
      if (now <= before * share) return now;
      await pause(20);
    }
  };
  const begun = await until(0.9); // it has started by then
  const working = countCosts({ pid: worker.process.pid ?? NaN }, ground.postgres);
  await working.during(async () => ({ answered: begun - (await until(0.1)) }));
  await until(0);
  await worker.stop();
  return { store: storing.each(), work: working.each() };
}

function report(
  { store, work }: { store: [number[], number[]]; work: [number[], number[]] },
  { postgres }: Ground,
): Report {
  const ratio = (name: string, [empty, full]: [number[], number[]]): Measure => ({
    name: `growth ${name}`,
    unit: "×",
    runs: full.map((cost, index) => cost / (empty[index] ?? NaN)),
    aim: AIM,
    better: "less",
  });
  const each = ([empty, full]: [number[], number[]]) =>
    `${quantile(empty, 0.5).toFixed(2)} ms in an empty database, ${quantile(full, 0.5).toFixed(2)} ms in a full one`;
  return {
    measures: [ratio("to store", store), ratio("to work", work)],
    remarks: [
      `${EVENTS.toLocaleString("en-US")} events; processor time of one more: to store it ${each(store)}; to work it ${each(work)}`,
    ],
    postgres: postgres.version,
  };
}
