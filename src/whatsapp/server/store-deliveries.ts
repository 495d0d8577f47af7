import { createHash } from "node:crypto";
import { resolveContacts } from "@/contact/server/resolve-contacts";
import { findConversations } from "@/conversation/server/find-conversations";
import { mergeContacts } from "@/conversation/server/merge-contacts";
import type { Sql } from "@/platform/db/door";
import { newId } from "@/platform/id";
import { wake } from "@/platform/lanes/wake";
import type { Person } from "../webhook/person";
import { workOf } from "../webhook/work-of";
import { bodySample } from "./body-sample";
import type { Delivery, OwnedItem } from "./delivery";
import { insertEvents, type NewEvent } from "./insert-events";

const STATUS_LANES = 8;

interface Arrived extends OwnedItem {
  readonly deliveryId: string;
}

/**
 * Stores deliveries with their events, contacts and conversations, and wakes the lanes that will work them: all or nothing.
 * Repeats of what is stored already add no event. Lanes are locked before their events are inserted, so the order of events
 * is the order of commits, and within a body the order of the body. Returns how many of each were new.
 */
export async function storeDeliveries(sql: Sql, deliveries: readonly Delivery[]): Promise<Map<string, number>> {
  const arrived = deliveries.flatMap((delivery) =>
    delivery.items.map((owned) => ({ ...owned, deliveryId: delivery.id })),
  );
  const fresh = await withoutRepeats(sql, arrived);
  const places = await placesOf(sql, fresh);
  const events = fresh.map((one) => toEvent(one, places.get(one) ?? null));
  await wake(sql, events.flatMap(alarmsOf));
  const stored = await insertEvents(sql, events);
  await insertDeliveries(sql, deliveries, stored);
  return stored;
}

const repeatKey = ({ organizationId, item }: OwnedItem) => `${organizationId} ${item.key}`;

async function withoutRepeats(sql: Sql, arrived: readonly Arrived[]): Promise<Arrived[]> {
  const known = await sql.query<{ key: string }>(
    `select e.organization_id || ' ' || e.event_key as key from unnest($1::uuid[], $2::text[]) as a (organization_id, event_key)
     join webhook_events e using (organization_id, event_key)`,
    [arrived.map((one) => one.organizationId), arrived.map((one) => one.item.key)],
  );
  const seen = new Set(known.map((row) => row.key));
  return arrived.filter((one) => {
    const isNew = !seen.has(repeatKey(one));
    seen.add(repeatKey(one));
    return isNew;
  });
}

interface Place {
  readonly contactId: string;
  readonly conversationId: string;
}

/** The contact and conversation of each item that belongs to one; made where there was none. */
async function placesOf(sql: Sql, arrived: readonly Arrived[]): Promise<Map<Arrived, Place>> {
  const spoken = arrived.flatMap((one) => {
    const { person } = one.item;
    const { connectionId, organizationId } = one;
    const isSpoken = workOf(one.item).lane === "conversation";
    return isSpoken && person && connectionId ? [{ one, person, connectionId, organizationId }] : [];
  });
  if (spoken.length === 0) return new Map();
  const { contactIds, merges } = await resolveContacts(sql, spoken.map(asPerson));
  for (const merge of merges) await mergeContacts(sql, merge);
  const wanted = spoken.map(({ organizationId, connectionId }, index) => ({
    organizationId,
    connectionId,
    contactId: contactIds[index] ?? "",
  }));
  const conversationIds = await findConversations(sql, wanted);
  return new Map(
    spoken.map(({ one }, index) => [
      one,
      { contactId: contactIds[index] ?? "", conversationId: conversationIds[index] ?? "" },
    ]),
  );
}

/** A parent's id stands for a person of whom nothing else is known. */
const asPerson = ({ person, ...spoken }: { person: Person; organizationId: string }) => ({
  ...spoken,
  person: { ...person, userId: person.userId ?? (person.phone === null ? person.parentUserId : null) },
});

function toEvent({ item, organizationId, connectionId, deliveryId }: Arrived, place: Place | null): NewEvent {
  const work = workOf(item);
  return {
    id: newId(),
    organizationId,
    connectionId,
    deliveryId,
    item,
    contactId: place?.contactId ?? null,
    conversationId: place?.conversationId ?? null,
    laneKind: work.lane,
    laneKey: work.lane === "status" ? statusLane(connectionId, item.waMessageId) : (place?.conversationId ?? null),
    outcome: work.lane === null ? work.outcome : null,
  };
}

/** Statuses of one message share a lane, whatever else happens in its conversation. */
function statusLane(connectionId: string | null, waMessageId: string | null): string {
  const [byte = 0] = createHash("sha1")
    .update(waMessageId ?? "")
    .digest();
  return `${connectionId ?? ""}:${byte % STATUS_LANES}`;
}

const alarmsOf = ({ laneKind, laneKey, organizationId }: NewEvent) =>
  laneKind && laneKey ? [{ kind: laneKind, key: laneKey, organizationId }] : [];

async function insertDeliveries(
  sql: Sql,
  deliveries: readonly Delivery[],
  stored: ReadonlyMap<string, number>,
): Promise<void> {
  await sql.query(
    `insert into webhook_deliveries (id, webhook_key, headers, body, verified_by, items, stored, not_yours)
     select * from unnest($1::uuid[], $2::text[], $3::jsonb[], $4::bytea[], $5::text[], $6::int[], $7::int[], $8::int[])`,
    [
      deliveries.map((delivery) => delivery.id),
      deliveries.map((delivery) => delivery.webhookKey),
      deliveries.map((delivery) => JSON.stringify(delivery.headers)),
      deliveries.map(({ items, body }) => Buffer.from(items.length === 0 ? bodySample(body) : body)),
      deliveries.map((delivery) => delivery.verifiedBy),
      deliveries.map((delivery) => delivery.itemCount),
      deliveries.map((delivery) => stored.get(delivery.id) ?? 0),
      deliveries.map((delivery) => delivery.itemCount - delivery.items.length),
    ],
  );
}
