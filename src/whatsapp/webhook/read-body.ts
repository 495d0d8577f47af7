import { asRecord, asText } from "../loose-json";
import { changesIn, hasTooManyChanges, MOST_CHANGES } from "./changes-in";
import { itemOf, type Item, type Sha256 } from "./item";
import { splitChange } from "./split-change";

/** `object` is not judged here: only "whatsapp_business_account" is ours to work. */
export interface Body {
  readonly object: string | null;
  readonly items: readonly Item[];
  /** What stands in the place of something that could be read. */
  readonly problems: readonly string[];
  /** Why the body can not be taken: it holds more than is read, and half of it must not be acknowledged. */
  readonly tooLarge: string | null;
}

// Meta batches up to 1000; a body of 4 MiB can hold a million empty ones.
const MOST_ITEMS = 10_000;
const MOST_PROBLEMS = 20;

// Items repeat what their change says of all of them, so that a body of 4 MiB grows.
const LONGEST_PAYLOADS = 16 * 1024 * 1024;

/** What a webhook's JSON says, item by item. Any JSON at all is read; `problems` name what could not be. */
export function readBody(body: unknown, sha256: Sha256): Body {
  const object = asText(asRecord(body).object);
  const items: Item[] = [];
  const problems: string[] = [];
  const note = (problem: string): void => {
    if (problems.length < MOST_PROBLEMS) problems.push(problem);
  };
  const refused = (tooLarge: string): Body => ({ object, items: [], problems, tooLarge });
  if (hasTooManyChanges(body)) return refused(`The body has more than ${MOST_CHANGES} entries or changes`);
  let room = LONGEST_PAYLOADS;
  for (const item of itemsIn(body, { sha256, note })) {
    if (items.length === MOST_ITEMS) return refused(`The body has more than ${MOST_ITEMS} items`);
    room -= JSON.stringify(item.payload).length;
    if (room < 0) return refused(`The body's items are longer than ${LONGEST_PAYLOADS} characters together`);
    items.push(item);
  }
  return { object, items, problems, tooLarge: null };
}

function* itemsIn(body: unknown, { sha256, note }: { sha256: Sha256; note: (problem: string) => void }) {
  for (const { field, value, origin } of changesIn(body, note)) {
    for (const share of splitChange(field, value)) yield itemOf({ ...share, origin }, sha256);
  }
}
