import { asId, asList, asRecord, asTime, isRecord, type Loose } from "../loose-json";
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
export const MOST_CHANGES = 10_000;

/** Whether one of a body's lists of entries and changes is longer than `changesIn` reads. */
export function hasTooManyChanges(body: unknown): boolean {
  const entries = asList(asRecord(body).entry);
  return [entries, ...entries.map((entry) => asList(asRecord(entry).changes))].some(
    (list) => list.length > MOST_CHANGES,
  );
}

function* membersOf(list: unknown, path: string, note?: Note): Generator<readonly [number, Loose]> {
  if (!Array.isArray(list)) return note?.(`${path} is not a list`);
  for (const [index, member] of list.slice(0, MOST_CHANGES).entries()) {
    if (isRecord(member)) yield [index, member];
    else note?.(`${path}[${index}] is not an object`);
  }
}
