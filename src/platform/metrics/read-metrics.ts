import type { Sql } from "../db/door";
import { asSystem } from "../db/as-system";
import { waitingLanes } from "../lanes/waiting-lanes";
import { exposition, type Gauge } from "./exposition";
import { metricKeeper } from "./flush";
import type { Increment } from "./ledger";

/** A process that has said nothing for so long, six times what it should, is gone. */
const GONE_SECONDS = 60;

interface ProcessRow {
  readonly process: string;
  readonly gauges: Readonly<Record<string, number>>;
}

let reading: Promise<string> | null = null;

/** What the whole deployment counted, and how it stands, in Prometheus' format. Scrapes that come together share one reading. */
export const readMetrics = (version: string): Promise<string> =>
  (reading ??= read(version).finally(() => (reading = null)));

async function read(version: string): Promise<string> {
  await metricKeeper().flush();
  const { totals, processes } = await asSystem(async (sql) => ({
    totals: await sql.query<Increment>("select name, labels, part, value from metric_counts order by 1, 2, 3"),
    processes: await livingProcesses(sql),
  }));
  return exposition(totals, [
    ...(await laneGauges()),
    ...processGauges(processes),
    { name: "recado_info", help: "The version that answers", samples: [{ labels: { version }, value: 1 }] },
  ]);
}

const livingProcesses = (sql: Sql) =>
  sql.query<ProcessRow>(
    "select process, gauges from metric_processes where seen_at > now() - make_interval(secs => $1) order by 1",
    [GONE_SECONDS],
  );

async function laneGauges(): Promise<Gauge[]> {
  const waiting = await waitingLanes();
  const perKind = (pick: (lane: (typeof waiting)[number]) => number) =>
    waiting.map((lane) => ({ labels: { kind: lane.kind }, value: pick(lane) }));
  const oldest = Math.max(0, ...waiting.map(({ oldestSeconds }) => oldestSeconds));
  return [
    { name: "recado_lanes_due", help: "Lanes that are due and that nobody works", samples: perKind(({ due }) => due) },
    {
      name: "recado_lane_oldest_due_seconds",
      help: "For how long the longest due lane of a kind has waited",
      samples: perKind(({ oldestSeconds }) => oldestSeconds),
    },
    {
      name: "recado_oldest_waiting_seconds",
      help: "The same over all kinds; 0 when nothing waits",
      samples: [{ labels: {}, value: oldest }],
    },
  ];
}

const processGauges = (processes: readonly ProcessRow[]): Gauge[] => [
  {
    name: "recado_processes",
    help: "Processes that were heard of within a minute",
    samples: [{ labels: {}, value: processes.length }],
  },
  {
    name: "recado_pool_connections",
    help: "A process' database connections: all, idle, and the transactions that wait for one",
    samples: processes.flatMap(({ process, gauges }) =>
      Object.entries(gauges).map(([state, value]) => ({ labels: { process, state }, value })),
    ),
  },
];

/** Removes processes that are long gone. Those of an hour stay: one that was cut off so long may still store a batch, once. */
export async function dropGoneProcesses(sql: Sql): Promise<void> {
  await sql.query("delete from metric_processes where seen_at < now() - interval '1 hour'");
}
