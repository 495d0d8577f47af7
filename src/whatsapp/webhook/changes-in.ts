import { asId, asRecord, asTime, isRecord, type Loose } from "../loose-json";
import type { Field } from "./define-field";
import { fieldNamed } from "./fields";

/** What is true of all items of one change. */
export interface Origin {
  readonly field: string;
  readonly businessAccountId: string | null;
  /** When Meta says that it wrote the entry, in epoch milliseconds. */
  readonly time: number | null;
}

/** One change of a body, as it came. */
export interface Change {
  readonly field: Field;
  readonly value: unknown;
  readonly origin: Origin;
}

export type Note = (problem: string) => void;

/** The changes of a body in their order; `note` hears of what stands in the place of one. */
export function* changesIn(body: unknown, note?: Note): Generator<Change> {
  for (const [index, entry] of membersOf(asRecord(body).entry, "entry", note)) {
    for (const [, change] of membersOf(entry.changes, `entry[${index}].changes`, note)) {
      const field = asId(change.field) ?? "";
      const origin = { field, businessAccountId: asId(entry.id), time: asTime(entry.time) };
      yield { field: fieldNamed(field), value: change.value, origin };
    }
  }
}

// Meta batches up to 1000; a body of 4 MiB can hold two million.
const MOST_MEMBERS = 10_000;

function* membersOf(list: unknown, path: string, note?: Note): Generator<readonly [number, Loose]> {
  if (!Array.isArray(list)) return note?.(`${path} is not a list`);
  if (list.length > MOST_MEMBERS) note?.(`Only the first ${MOST_MEMBERS} members of ${path} were read`);
  for (const [index, member] of list.slice(0, MOST_MEMBERS).entries()) {
    if (isRecord(member)) yield [index, member];
    else note?.(`${path}[${index}] is not an object`);
  }
}
