import { asId, asRecord, asText, asTime, isRecord, type Loose } from "../loose-json";
import { fieldNamed } from "./fields";
import { itemOf, type Item, type Origin, type Sha256 } from "./item";
import { splitChange, type Share } from "./split-change";

/** `object` is not judged here: only "whatsapp_business_account" is ours to work. */
export type Body =
  | {
      readonly ok: true;
      readonly object: string | null;
      readonly items: readonly Item[];
      readonly problems: readonly string[];
    }
  | { readonly ok: false; readonly why: string };

// Meta batches up to 1000; a body of 4 MiB can hold a million empty ones.
const MOST_ITEMS = 10_000;
const MOST_PROBLEMS = 20;

type Note = (problem: string) => void;

/** What a webhook's bytes say, item by item. Any JSON at all is read; `problems` name what could not be. */
export function readBody(bytes: Uint8Array, sha256: Sha256): Body {
  const body = parse(bytes);
  if (body === undefined) return { ok: false, why: "The body is not JSON" };
  const items: Item[] = [];
  const problems: string[] = [];
  const note = (problem: string): void => {
    if (problems.length < MOST_PROBLEMS) problems.push(problem);
  };
  for (const share of sharesOf(body, note)) {
    if (items.length === MOST_ITEMS) {
      note(`Only the first ${MOST_ITEMS} items were read`);
      break;
    }
    items.push(itemOf(share, sha256));
  }
  return { ok: true, object: asText(asRecord(body).object), items, problems };
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}

function* sharesOf(body: unknown, note: Note): Generator<Share & { origin: Origin }> {
  for (const [index, entry] of membersOf(asRecord(body).entry, "entry", note)) {
    for (const [, change] of membersOf(entry.changes, `entry[${index}].changes`, note)) {
      const field = asId(change.field) ?? "";
      const origin = { field, businessAccountId: asId(entry.id), time: asTime(entry.time) };
      for (const share of splitChange(fieldNamed(field), change.value)) yield { ...share, origin };
    }
  }
}

function* membersOf(list: unknown, path: string, note: Note): Generator<readonly [number, Loose]> {
  if (!Array.isArray(list)) return note(`${path} is not a list`);
  for (const [index, member] of list.entries()) {
    if (isRecord(member)) yield [index, member];
    else note(`${path}[${index}] is not an object`);
  }
}
