import { hostname } from "node:os";
import { randomBytes } from "node:crypto";
import { asSystem } from "../db/as-system";
import { log } from "../log";
import type { Increment, Ledger } from "./ledger";

const EVERY_MS = 10_000;

// Rows are locked in the order of their key: two processes wait for each other in one order only. A batch that was stored,
// though its process did not hear so, comes again with its number and adds nothing.
const STORE = `
with fresh as (
  insert into metric_processes as p (process, batch, gauges, seen_at) values ($1, $2, $3, clock_timestamp())
  on conflict (process) do update set batch = excluded.batch, gauges = excluded.gauges, seen_at = excluded.seen_at
    where p.batch < excluded.batch
  returning 1
)
insert into metric_counts as m (name, labels, part, value)
select i.name, i.labels, i.part, i.value from fresh, unnest($4::text[], $5::text[], $6::text[], $7::float8[]) as i (name, labels, part, value)
order by i.name, i.labels, i.part
on conflict (name, labels, part) do update set value = m.value + excluded.value`;

interface Batch {
  readonly number: number;
  readonly increments: readonly Increment[];
}

/** Brings what one process has counted to the deployment's counts. */
export interface Keeper {
  /** Everything counted before the call is stored when it resolves; when it rejects, all of it is kept for the next time. */
  flush(): Promise<void>;
  /** Flushes by itself from now on. Returns how to stop, with a last flush; neither rejects. */
  everyTenSeconds(): () => Promise<void>;
}

export function createKeeper(
  ledger: Pick<Ledger, "take">,
  gauges: () => Readonly<Record<string, number>>,
  enter: typeof asSystem = asSystem,
): Keeper {
  // Of this process only: another one may have its number and its machine's name.
  const name = `${hostname()}-${process.pid}-${randomBytes(3).toString("hex")}`;
  let number = 0;
  let leaving: Batch | null = null;
  let flushing: Promise<void> | null = null;

  async function send(): Promise<void> {
    const unsent = leaving;
    const batch = (leaving ??= { number: ++number, increments: ledger.take() });
    await enter((sql) => sql.query(STORE, valuesOf(name, batch, gauges())));
    leaving = null;
    // What could not leave earlier has left; what was counted since then follows.
    if (unsent) await send();
  }

  async function flush(): Promise<void> {
    // One that is under way may have taken its batch before this call.
    await flushing?.catch(() => undefined);
    flushing ??= send().finally(() => (flushing = null));
    return flushing;
  }

  return {
    flush,
    everyTenSeconds: () => {
      const flushOrKeep = () =>
        flush().catch((error: unknown) =>
          log.warn({ err: error }, "Counts are kept for later: they could not be stored"),
        );
      const timer = setInterval(() => void flushOrKeep(), EVERY_MS);
      timer.unref();
      return () => {
        clearInterval(timer);
        return flushOrKeep();
      };
    },
  };
}

const valuesOf = (process: string, { number, increments }: Batch, gauges: object): unknown[] => [
  process,
  number,
  JSON.stringify(gauges),
  increments.map(({ name }) => name),
  increments.map(({ labels }) => labels),
  increments.map(({ part }) => part),
  increments.map(({ value }) => value),
];
