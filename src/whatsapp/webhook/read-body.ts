import { asRecord, asText } from "../loose-json";
import { changesIn } from "./changes-in";
import { itemOf, type Item, type Sha256 } from "./item";
import { splitChange } from "./split-change";

/** `object` is not judged here: only "whatsapp_business_account" is ours to work. */
export interface Body {
  readonly object: string | null;
  readonly items: readonly Item[];
  readonly problems: readonly string[];
}

// Meta batches up to 1000; a body of 4 MiB can hold a million empty ones.
const MOST_ITEMS = 10_000;
const MOST_PROBLEMS = 20;

// Items repeat what their change says of all of them, so that a body of 4 MiB grows.
const LONGEST_PAYLOADS = 16 * 1024 * 1024;
const CUT = "[cut: the body is too large]";

/** What a webhook's JSON says, item by item. Any JSON at all is read; `problems` name what could not be. */
export function readBody(body: unknown, sha256: Sha256): Body {
  const items: Item[] = [];
  const problems: string[] = [];
  const note = (problem: string): void => {
    if (problems.length < MOST_PROBLEMS) problems.push(problem);
  };
  let room = LONGEST_PAYLOADS;
  for (const item of itemsIn(body, { sha256, note })) {
    if (items.length === MOST_ITEMS) {
      note(`Only the first ${MOST_ITEMS} items were read`);
      break;
    }
    room -= JSON.stringify(item.payload).length;
    items.push(room < 0 ? { ...item, payload: CUT, changed: true } : item);
  }
  if (room < 0) note(`Only the first ${LONGEST_PAYLOADS} characters of payloads were kept`);
  return { object: asText(asRecord(body).object), items, problems };
}

function* itemsIn(body: unknown, { sha256, note }: { sha256: Sha256; note: (problem: string) => void }) {
  for (const { field, value, origin } of changesIn(body, note)) {
    for (const share of splitChange(field, value)) yield itemOf({ ...share, origin }, sha256);
  }
}
