import { askSystem } from "@/platform/db/as-system";
import { env } from "@/platform/env";
import { idsFrom } from "@/platform/id";

/** Meta repeats a delivery for 7 days; its bytes are kept a day longer. */
const DELIVERIES_KEPT_DAYS = 8;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Rows of one transaction. What somebody else holds is passed over, so that nothing waits for this, nor this for anything. */
const BATCH = 1_000;

const DROP_DELIVERIES = `
delete from webhook_deliveries where id in (
  select id from webhook_deliveries where received_at < now() - make_interval(days => $1)
  order by received_at limit $2 for update skip locked)
returning 1`;

// By id, which tells the time: it is the primary key.
const DROP_EVENTS = `
delete from webhook_events where id in (
  select id from webhook_events where id < $1 and state <> 'received' order by id limit $2 for update skip locked)
returning 1`;

/** Drops the next of what is older than it is kept. Returns whether there may be more. */
export async function dropOld(): Promise<boolean> {
  const eventsFrom = idsFrom(new Date(Date.now() - env().EVENTS_KEPT_DAYS * DAY_MS));
  const [deliveries, events] = await Promise.all([
    askSystem(DROP_DELIVERIES, [DELIVERIES_KEPT_DAYS, BATCH]),
    askSystem(DROP_EVENTS, [eventsFrom, BATCH]),
  ]);
  return deliveries.length === BATCH || events.length === BATCH;
}
