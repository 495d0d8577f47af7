import { setTimeout as pause } from "node:timers/promises";
import { now } from "./clock";
import { startCustomers, type Customers } from "./converse-customers";
import { CHOICE } from "./converse-flow";
import { sharesOf, snapshot, type Snapshot } from "./converse-shares";
import type { Measure, Report } from "./measure";
import { onStand, type Stand } from "./stand";

const CONTACTS = 500;
/** What Meta takes to answer a send. */
const ANSWER_MS = 50;
const WARM_UP_MS = 10_000;
const RUNS = 5;
const RUN_MS = 6_000;

/** How many conversations a second the whole thing holds with many customers at once, who answer at once. */
export const converse = (): Promise<Report> =>
  onStand({ worker: "own", definition: CHOICE, graph: { statusesUpTo: "delivered" } }, async (stand) => {
    stand.graph.faults.sends({ kind: "slow", ms: ANSWER_MS }, { share: 1 });
    const customers = startCustomers(stand, CONTACTS);
    await pause(WARM_UP_MS);
    await Promise.all([stand.server.tell(), stand.worker.tell()]);
    const before = await snapshot(stand);
    const rates = await rounds(customers);
    const after = await snapshot(stand);
    customers.stop();
    return report(stand, { rates, before, after, messages: rates.messages });
  });

interface Rates {
  readonly conversations: readonly number[];
  readonly perSecond: readonly number[];
  readonly messages: number;
}

async function rounds(customers: Customers): Promise<Rates> {
  const conversations: number[] = [];
  const perSecond: number[] = [];
  let messages = 0;
  for (let run = 0; run < RUNS; run += 1) {
    const from = { at: now(), ...customers.counts() };
    await pause(RUN_MS);
    const to = { at: now(), ...customers.counts() };
    const seconds = (to.at - from.at) / 1000;
    conversations.push((to.conversations - from.conversations) / seconds);
    perSecond.push((to.messages - from.messages) / seconds);
    messages += to.messages - from.messages;
  }
  return { conversations, perSecond, messages };
}

function report(
  { postgres }: Stand,
  { rates, before, after, messages }: { rates: Rates; before: Snapshot; after: Snapshot; messages: number },
): Report {
  const measure = (name: string, runs: readonly number[], unit: string): Measure => ({
    name,
    unit,
    runs,
    judged: false,
  });
  return {
    measures: [
      measure("converse conversations", rates.conversations, "conversations/s"),
      measure("converse messages", rates.perSecond, "messages/s"),
    ],
    remarks: [
      `${CONTACTS} customers, Meta answers after ${ANSWER_MS} ms, one number with 1,000 messages/s, PostgreSQL ${postgres.version}`,
      ...sharesOf(before, after, messages),
    ],
    postgres: postgres.version,
  };
}
