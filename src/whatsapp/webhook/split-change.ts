import { asList, asPhone, asRecord, isRecord, type Loose } from "../loose-json";
import { brief } from "./brief";
import type { Field, Part, Reading } from "./define-field";
import { contactFinder } from "./person";

/** One item with its share of the change, in the shape of the change: split again, it gives itself. */
export interface Share {
  readonly reading: Reading;
  /** The list that holds the item; null if it is the whole change, or what was left of it. */
  readonly list: string | null;
  readonly payload: Loose;
  /** What the item shares with others was too long to be repeated whole. */
  readonly changed: boolean;
}

/** Each member of the field's lists, then whatever is left: nothing that a change says is dropped. */
export function* splitChange(field: Field, value: unknown): Generator<Share> {
  const change = unfold(field, value);
  const parts = field.parts ?? [];
  const frame = frameOf(change);
  let found = 0;
  for (const part of parts) {
    for (const share of sharesOf(part, change, frame)) {
      found += 1;
      yield share;
    }
  }
  const left = leftOver(change, parts);
  if (found === 0) yield { reading: field, list: null, payload: change, changed: false };
  else if (left) yield { reading: field, list: null, payload: { ...frame.brief, ...left }, changed: frame.changed };
}

function unfold(field: Field, value: unknown): Loose {
  if (!isRecord(value)) return value === undefined || value === null ? {} : { value };
  if (field.within === undefined || !isRecord(value[field.within])) return value;
  const { [field.within]: inner, ...outer } = value;
  return { ...outer, ...asRecord(inner) };
}

/** The number that the business has, as digits. */
export const ownNumber = (change: Loose): string | null => asPhone(asRecord(change.metadata).display_phone_number);

function* sharesOf(part: Part, change: Loose, frame: Frame): Generator<Share> {
  const members = asList(change[part.list]).filter(isRecord);
  if (members.length === 0) return;
  const contacts = asList(change.contacts).filter(isRecord);
  const contactOf = contactFinder(contacts);
  const briefly = new Map(contacts.map((contact) => [contact, brief(contact, CONTACT)]));
  const own = ownNumber(frame.brief);
  for (const member of members) {
    const whole = part.who && contactOf(part.who(member, own), members.length === 1);
    const contact = whole && briefly.get(whole);
    yield {
      reading: part,
      list: part.list,
      payload: { ...frame.brief, ...(contact && { contacts: [contact] }), [part.list]: [member] },
      changed: frame.changed || contact !== whole,
    };
  }
}

const CONTACT = { wa_id: true, user_id: true, parent_user_id: true, profile: { name: true, username: true } } as const;
const FRAME = { messaging_product: true, metadata: { display_phone_number: true, phone_number_id: true } } as const;

/** What each item of a change repeats of it. */
interface Frame {
  readonly brief: Loose;
  readonly changed: boolean;
}

function frameOf(change: Loose): Frame {
  const whole = Object.fromEntries(Object.keys(FRAME).flatMap((key) => (key in change ? [[key, change[key]]] : [])));
  const shared = brief(whole, FRAME);
  return { brief: shared, changed: shared !== whole };
}

/** What stands beside the lists, and members of lists that are no objects. */
function leftOver(change: Loose, parts: readonly Part[]): Loose | null {
  const lists = new Set(parts.map((part) => part.list));
  const left = Object.entries(change).flatMap(([key, value]) => {
    if (Object.hasOwn(FRAME, key) || key === "contacts") return [];
    const rest = lists.has(key) && Array.isArray(value) ? value.filter((member) => !isRecord(member)) : value;
    return isEmpty(rest) ? [] : [[key, rest] as const];
  });
  return left.length === 0 ? null : Object.fromEntries(left);
}

const isEmpty = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0);
