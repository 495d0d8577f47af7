import { asId, asPhone, asRecord, asText, type Loose } from "../loose-json";
import type { Who } from "./define-field";

/** A customer as an item knows them. Since 2026 the phone may be missing; one of phone and user id is there. */
export interface Person {
  readonly phone: string | null;
  readonly userId: string | null;
  readonly parentUserId: string | null;
  readonly name: string | null;
  readonly username: string | null;
}

const LONGEST_NAME = 256;
const HALF_A_PAIR = /\p{Surrogate}$/u;

export function personOf(who: Who, contact: Loose): Person | null {
  const profile = asRecord(contact.profile);
  const phone = asPhone(who.phone) ?? asPhone(contact.wa_id);
  const userId = asId(who.userId) ?? asId(contact.user_id);
  if (phone === null && userId === null) return null;
  const parentUserId = asId(who.parentUserId) ?? asId(contact.parent_user_id);
  const name = asText(who.name) ?? asText(profile.name);
  // Meta writes it with and without the "@".
  const username = (asId(who.username) ?? asId(profile.username))?.replace(/^@/, "") ?? null;
  return { phone, userId, parentUserId, name: name?.slice(0, LONGEST_NAME).replace(HALF_A_PAIR, "") ?? null, username };
}

/**
 * Finds the contact that belongs to an item by its ids, since contacts may be fewer than items and in another order.
 * The only contact of an only item is its own, even if the item names nobody.
 */
export function contactFinder(contacts: readonly Loose[]): (who: Who, isOnlyItem: boolean) => Loose | undefined {
  const byUserId = new Map(contacts.map((contact) => [asId(contact.user_id), contact]));
  const byPhone = new Map(contacts.map((contact) => [asPhone(contact.wa_id), contact]));
  return (who, isOnlyItem) => {
    const userId = asId(who.userId);
    const phone = asPhone(who.phone);
    if (userId === null && phone === null) return isOnlyItem && contacts.length === 1 ? contacts[0] : undefined;
    return (userId === null ? undefined : byUserId.get(userId)) ?? (phone === null ? undefined : byPhone.get(phone));
  };
}
