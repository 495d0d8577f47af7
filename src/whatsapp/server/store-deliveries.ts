import { createHash } from "node:crypto";
import { resolveContacts } from "@/contact/server/resolve-contacts";
import { findConversations } from "@/conversation/server/find-conversations";
import { mergeContacts } from "@/conversation/server/merge-contacts";
import type { Sql } from "@/platform/db/door";
import { newId } from "@/platform/id";
import { wake } from "@/platform/lanes/wake";
import { workOf } from "../webhook/work-of";
import type { Delivery, OwnedItem } from "./delivery";
import { insertDeliveries, type NewEvent } from "./insert-deliveries";
import { lookUp, type Known, type Place } from "./look-up";

const STATUS_LANES = 8;

interface Arrived extends OwnedItem {
  readonly deliveryId: string;
}

/**
 * Stores deliveries with their events, contacts and conversations, and wakes the lanes that will work them: all or nothing.
 * Repeats of what is stored already add no event. Lanes are locked before their events are inserted, so the order of events
 * is the order of commits, and within a body the order of the body. Returns how many events each delivery brought.
 */
export async function storeDeliveries(sql: Sql, deliveries: readonly Delivery[]): Promise<ReadonlyMap<string, number>> {
  const arrived = deliveries.flatMap((delivery) =>
    delivery.items.map((owned) => ({ ...owned, deliveryId: delivery.id })),
  );
  const known = await lookUp(sql, arrived);
  const fresh = withoutRepeats(arrived.map((one, index) => ({ ...one, ...(known[index] ?? UNKNOWN) })));
  const places = await placesOf(sql, fresh);
  const events = fresh.map((one) => toEvent(one, places.get(one) ?? null));
  // Both travel at once; the server takes them in this order.
  const [, stored] = await Promise.all([
    wake(sql, events.flatMap(alarmsOf)),
    insertDeliveries(sql, deliveries, events),
  ]);
  return stored;
}

const UNKNOWN: Known = { isRepeat: false, place: null };

type Seen = Arrived & Known;

function withoutRepeats(arrived: readonly Seen[]): Seen[] {
  const keys = new Set<string>();
  return arrived.filter(({ organizationId, item, isRepeat }) => {
    const key = `${organizationId} ${item.key}`;
    const isNew = !isRepeat && !keys.has(key);
    keys.add(key);
    return isNew;
  });
}

/** The contact and conversation of each item that belongs to one; made where there was none. */
async function placesOf(sql: Sql, arrived: readonly Seen[]): Promise<ReadonlyMap<Seen, Place>> {
  const spoken = arrived.flatMap((one) => {
    const { organizationId, connectionId, place } = one;
    const { person } = one.item;
    const isSpoken = workOf(one.item).lane === "conversation";
    return isSpoken && person && connectionId ? [{ one, place, person, connectionId, organizationId }] : [];
  });
  const atHome = spoken.flatMap(({ one, place }) => (place ? [[one, place] as const] : []));
  if (atHome.length === spoken.length) return new Map(atHome);
  // For all of them: what one says of itself can show that another is somebody else.
  const { contactIds, merges } = await resolveContacts(sql, spoken);
  for (const merge of merges) await mergeContacts(sql, merge);
  const wanted = spoken.map((one, index) => ({ ...one, contactId: contactIds[index] ?? "" }));
  const conversationIds = await findConversations(sql, wanted);
  return new Map(
    wanted.map(({ one, contactId }, index) => [one, { contactId, conversationId: conversationIds[index] ?? "" }]),
  );
}

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
