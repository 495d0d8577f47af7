import { asId, asRecord } from "../loose-json";
import { changesIn, type Change } from "./changes-in";

/** Whom a change is about: one of our numbers, or a whole business account. */
export interface Owner {
  readonly phoneNumberId: string | null;
  readonly businessAccountId: string | null;
}

// Meta batches up to 1000 updates; a body of 4 MiB can hold a hundred thousand changes.
const MOST_CHANGES = 10_000;
const MOST_OWNERS = 500;

/**
 * The owners that a body names, each once; null when no honest body names as many. Asked of bodies that nobody has verified
 * yet: it only looks where ids stand.
 */
export function ownersNamed(body: unknown): readonly Owner[] | null {
  const owners = new Map<string, Owner>();
  let changes = 0;
  for (const change of changesIn(body)) {
    const owner = { phoneNumberId: phoneNumberIdOf(change), businessAccountId: change.origin.businessAccountId };
    owners.set(JSON.stringify(owner), owner);
    changes += 1;
    if (changes > MOST_CHANGES || owners.size > MOST_OWNERS) return null;
  }
  return [...owners.values()];
}

function phoneNumberIdOf({ field, value }: Change): string | null {
  const change = asRecord(value);
  const within = field.within === undefined ? {} : asRecord(change[field.within]);
  const metadata = asRecord(within.metadata ?? change.metadata);
  return asId(metadata.phone_number_id) ?? asId(field.phoneNumberId?.(change));
}
