import type { Emulation } from "../emulation";
import type { WebhookFaults } from "../faults";
import { list, record } from "../message/check";
import type { DeliveryAttempt } from "../store";
import type { Delivery } from "./courier";

export type JsonDelivery = Delivery & { body: object };

/** A webhook that waits for others to go in one POST with it. */
export interface Waiting {
  delivery: JsonDelivery;
  brought: (attempt: DeliveryAttempt) => void;
}

const MOST_IN_A_BATCH = 1000;

/** Gives a webhook to the courier, with the faults that are on. */
export async function dispatch(emulation: Emulation, delivery: JsonDelivery): Promise<DeliveryAttempt> {
  const { courier, faults, timers } = emulation;
  const { lateMs = 0, double, batchMs = 0, shuffled } = faults.ofWebhooks();
  if (lateMs > 0) await timers.wait(lateMs);
  if (batchMs > 0) return inBatch(emulation, delivery, { batchMs, ...(shuffled && { shuffled }) });
  const result = await courier.deliver(delivery);
  if (double) void courier.deliver(delivery);
  return result;
}

function inBatch(emulation: Emulation, delivery: JsonDelivery, { batchMs = 0, shuffled }: WebhookFaults) {
  const key = `${delivery.app.appId} ${delivery.url ?? ""}`;
  const waiting = emulation.batches.get(key) ?? [];
  if (waiting.length === 0) {
    emulation.batches.set(key, waiting);
    emulation.timers.after(batchMs, () => {
      emulation.batches.delete(key);
      if (shuffled) waiting.reverse();
      for (let from = 0; from < waiting.length; from += MOST_IN_A_BATCH) {
        void bring(emulation, waiting.slice(from, from + MOST_IN_A_BATCH));
      }
    });
  }
  return new Promise<DeliveryAttempt>((brought) => waiting.push({ delivery, brought }));
}

async function bring({ courier }: Emulation, together: readonly Waiting[]): Promise<void> {
  const [first] = together;
  if (first === undefined) return;
  const body = oneBody(together.map(({ delivery }) => delivery.body));
  const onAttempt = (attempt: DeliveryAttempt) => together.forEach(({ delivery }) => delivery.onAttempt?.(attempt));
  const result = await courier.deliver({ ...first.delivery, body, onAttempt });
  for (const { brought } of together) brought(result);
}

/** One body with the changes of all, gathered by account. */
function oneBody(bodies: readonly object[]) {
  const entries = bodies.flatMap((body) => list(record(body)["entry"]).map(record));
  const accounts = new Map<unknown, Record<string, unknown>>();
  for (const entry of entries) {
    const changes = [...list(accounts.get(entry["id"])?.["changes"]), ...list(entry["changes"])];
    accounts.set(entry["id"], { ...entry, changes });
  }
  return { object: "whatsapp_business_account", entry: [...accounts.values()] };
}
