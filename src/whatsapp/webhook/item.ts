import { asId, asList, asRecord, asTime } from "../loose-json";
import { canonicalJson } from "./canonical-json";
import type { Origin } from "./changes-in";
import { personOf, type Person } from "./person";
import { ownNumber, type Share } from "./split-change";
import { storable, type Json } from "./storable";

/** One thing that Meta says: a message, a status, an echo, an alert. */
export interface Item {
  /** Meta's name of the webhook field. */
  readonly field: string;
  readonly kind: string;
  readonly businessAccountId: string | null;
  readonly phoneNumberId: string | null;
  /** The same for each repeat of the same item. */
  readonly key: string;
  readonly waMessageId: string | null;
  readonly person: Person | null;
  /** When it happened, in epoch milliseconds. */
  readonly at: number | null;
  /** The change as if it had brought this item only, in a form that jsonb takes. */
  readonly payload: Json;
  /** The payload is not exactly what came: the delivery has the bytes. */
  readonly changed: boolean;
}

export type Sha256 = (text: string) => string;

export function itemOf({ reading, list, origin, ...share }: Share & { readonly origin: Origin }, sha256: Sha256): Item {
  // Everything else is read from what is stored, so that a replay understands the same.
  const { json, changed } = storable(share.payload);
  const payload = asRecord(json);
  const content = list === null ? payload : asRecord(asList(payload[list])[0]);
  const contact = list === null ? {} : asRecord(asList(payload.contacts)[0]);
  const phoneNumberId = asId(asRecord(payload.metadata).phone_number_id) ?? asId(reading.phoneNumberId?.(content));
  const identity = asId(reading.identity?.(content));
  return {
    field: origin.field,
    kind: reading.kind,
    businessAccountId: origin.businessAccountId,
    phoneNumberId,
    key: keyOf({ kind: reading.kind, phoneNumberId, identity, origin, json }, sha256),
    waMessageId: asId(reading.waMessageId?.(content)),
    person: personOf(reading.who?.(content, ownNumber(payload)) ?? {}, contact),
    at: asTime(content.timestamp) ?? origin.time,
    payload: json,
    changed: changed || share.changed,
  };
}

// Keys stand in a unique index.
const LONGEST_KEY = 200;

interface Keyed {
  readonly kind: string;
  readonly phoneNumberId: string | null;
  readonly identity: string | null;
  readonly origin: Origin;
  readonly json: Json;
}

function keyOf({ kind, phoneNumberId, identity, origin, json }: Keyed, sha256: Sha256): string {
  const { field, businessAccountId, time } = origin;
  const parts =
    identity === null
      ? [kind, businessAccountId, phoneNumberId, field, sha256(canonicalJson([json, time]))]
      : [kind, phoneNumberId ?? businessAccountId, identity];
  const key = parts.filter((part) => part !== null).join(":");
  return key.length > LONGEST_KEY ? `${kind}:${sha256(key)}` : key;
}
