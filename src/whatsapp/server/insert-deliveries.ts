import type { Sql } from "@/platform/db/door";
import type { Item } from "../webhook/item";
import { bodySample } from "./body-sample";
import type { Delivery } from "./delivery";

export interface NewEvent {
  readonly id: string;
  readonly organizationId: string;
  readonly connectionId: string | null;
  readonly deliveryId: string;
  readonly item: Item;
  readonly contactId: string | null;
  readonly conversationId: string | null;
  readonly laneKind: "conversation" | "status" | null;
  readonly laneKey: string | null;
  /** Why nobody works it; null for what a lane will work. */
  readonly outcome: string | null;
}

// Positions follow the order given; the rows go in by key, so that two transactions with the same events wait for each
// other in one order only.
const INSERT = `
with given as materialized (
  select g.*, nextval('webhook_events_position_seq') as position from unnest(
    $1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::uuid[], $10::uuid[],
    $11::jsonb[], $12::text[], $13::text[], $14::text[], $15::float8[]
  ) with ordinality as g (id, organization_id, connection_id, delivery_id, event_key, field, kind, wa_message_id, contact_id,
    conversation_id, payload, lane_kind, lane_key, outcome, happened_at, place)
  order by place
), events as (
  insert into webhook_events (
    id, organization_id, connection_id, delivery_id, event_key, field, kind, wa_message_id, contact_id, conversation_id,
    payload, lane_kind, lane_key, outcome, happened_at, position, state, processed_at)
  select id, organization_id, connection_id, delivery_id, event_key, field, kind, wa_message_id, contact_id, conversation_id,
    payload, lane_kind, lane_key, outcome, to_timestamp(happened_at / 1000), position,
    case when lane_kind is null then 'ignored' else 'received' end, case when lane_kind is null then now() end
  from given order by organization_id, event_key
  on conflict (organization_id, event_key) do nothing
  returning delivery_id
), stored as (
  select delivery_id as id, count(*) as stored from events group by 1
)
insert into webhook_deliveries (id, webhook_key, headers, body, verified_by, items, not_yours, stored)
select d.id, webhook_key, headers, substring($19::bytea from place for length), verified_by, items, not_yours, coalesce(stored, 0)
from unnest($16::uuid[], $17::text[], $18::jsonb[], $20::int[], $21::int[], $22::text[], $23::int[], $24::int[])
  as d (id, webhook_key, headers, place, length, verified_by, items, not_yours)
left join stored s using (id)
returning id, stored`;

/** Inserts deliveries with those of their events that are not there yet. Returns how many of each delivery were. */
export async function insertDeliveries(
  sql: Sql,
  deliveries: readonly Delivery[],
  events: readonly NewEvent[],
): Promise<ReadonlyMap<string, number>> {
  // In one piece, which travels as it is: a list would be written out in hexadecimal digits.
  const bodies = deliveries.map(({ items, body }) => (items.length === 0 ? bodySample(body) : body));
  const column = (read: (event: NewEvent) => unknown) => events.map(read);
  const rows = await sql.query<{ id: string; stored: number }>(INSERT, [
    column((event) => event.id),
    column((event) => event.organizationId),
    column((event) => event.connectionId),
    column((event) => event.deliveryId),
    column((event) => event.item.key),
    column((event) => event.item.field),
    column((event) => event.item.kind),
    column((event) => event.item.waMessageId),
    column((event) => event.contactId),
    column((event) => event.conversationId),
    column((event) => JSON.stringify(event.item.payload)),
    column((event) => event.laneKind),
    column((event) => event.laneKey),
    column((event) => event.outcome),
    column((event) => event.item.at),
    deliveries.map((delivery) => delivery.id),
    deliveries.map((delivery) => delivery.webhookKey),
    deliveries.map((delivery) => JSON.stringify(delivery.headers)),
    Buffer.concat(bodies),
    placesOf(bodies),
    bodies.map(({ length }) => length),
    deliveries.map((delivery) => delivery.verifiedBy),
    deliveries.map((delivery) => delivery.itemCount),
    deliveries.map((delivery) => delivery.itemCount - delivery.items.length),
  ]);
  return new Map(rows.map(({ id, stored }) => [id, stored]));
}

/** Where each begins when they stand one after another, counted from 1. */
function placesOf(bodies: readonly Uint8Array[]): readonly number[] {
  let place = 1;
  return bodies.map(({ length }) => (place += length) - length);
}
