import { asList, asPhone, asRecord, isRecord, type Loose } from "../loose-json";
import type { Field, Part, Reading } from "./define-field";
import { contactFinder } from "./person";

/** One item with its share of the change, in the shape of the change: split again, it gives itself. */
export interface Share {
  readonly reading: Reading;
  /** The list that holds the item; null if it is the whole change, or what was left of it. */
  readonly list: string | null;
  readonly payload: Loose;
}

/** Each member of the field's lists, then whatever is left: nothing that a change says is dropped. */
export function* splitChange(field: Field, value: unknown): Generator<Share> {
  const change = unfold(field, value);
  const parts = field.parts ?? [];
  let found = 0;
  for (const part of parts) {
    for (const payload of sharesOf(part, change)) {
      found += 1;
      yield { reading: part, list: part.list, payload };
    }
  }
  const left = found === 0 ? change : leftOver(change, parts);
  if (left) yield { reading: field, list: null, payload: left };
}

function unfold(field: Field, value: unknown): Loose {
  if (!isRecord(value)) return value === undefined || value === null ? {} : { value };
  if (field.within === undefined || !isRecord(value[field.within])) return value;
  const { [field.within]: inner, ...outer } = value;
  return { ...outer, ...asRecord(inner) };
}

/** The number that the business has, as digits. */
export const ownNumber = (change: Loose): string | null => asPhone(asRecord(change.metadata).display_phone_number);

function* sharesOf(part: Part, change: Loose): Generator<Loose> {
  const members = asList(change[part.list]).filter(isRecord);
  const contactOf = contactFinder(asList(change.contacts).filter(isRecord));
  for (const member of members) {
    const contact = part.who && contactOf(part.who(member, ownNumber(change)), members.length === 1);
    yield { ...frameOf(change), ...(contact && { contacts: [contact] }), [part.list]: [member] };
  }
}

const FRAME = ["messaging_product", "metadata"];

const frameOf = (change: Loose): Loose =>
  Object.fromEntries(FRAME.filter((key) => key in change).map((key) => [key, change[key]]));

/** What stands beside the lists, and members of lists that are no objects. */
function leftOver(change: Loose, parts: readonly Part[]): Loose | null {
  const lists = new Set(parts.map((part) => part.list));
  const left = Object.entries(change).flatMap(([key, value]) => {
    if (FRAME.includes(key) || key === "contacts") return [];
    const rest = lists.has(key) && Array.isArray(value) ? value.filter((member) => !isRecord(member)) : value;
    return isEmpty(rest) ? [] : [[key, rest] as const];
  });
  return left.length === 0 ? null : { ...frameOf(change), ...Object.fromEntries(left) };
}

const isEmpty = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0);
