import type { Sql } from "@/platform/db/door";
import { traceparent } from "@/platform/trace";
import type { Delivery } from "./delivery";

const traces = new WeakMap<Delivery, string>();

/** Deliveries are stored together with others: each keeps the trace of its own request. */
export function rememberTrace(delivery: Delivery): void {
  const trace = traceparent();
  if (trace !== null) traces.set(delivery, trace);
}

/** Then notes on the events that were stored in this transaction whose trace they go on with; nothing without traces. */
export const tracing =
  (sql: Sql, deliveries: readonly Delivery[]) =>
  async <T>(stored: T): Promise<T> => {
    const traced = deliveries.flatMap((one) => (traces.has(one) ? [[one.id, traces.get(one)] as const] : []));
    if (traced.length === 0) return stored;
    await sql.query(
      `update webhook_events e set traceparent = t.traceparent from unnest($1::uuid[], $2::text[]) as t (delivery_id, traceparent)
       where e.delivery_id = t.delivery_id and e.created_at >= now()`,
      [traced.map(([id]) => id), traced.map(([, trace]) => trace)],
    );
    return stored;
  };
