import { asRecord, type Loose } from "../loose-json";

/** The keys that are read of a record. */
export interface Shape {
  readonly [key: string]: true | Shape;
}

// The longest contact that Meta publishes has 172 characters.
const SMALL = 1024;
const LONGEST_TEXT = 256;

/** What many items repeat: the record itself while it is small, else only what is read of it. */
export const brief = (record: Loose, shape: Shape): Loose => (isSmall(record) ? record : pick(record, shape));

/** A loop that stops early: what it looks at may be of any size and depth. */
function isSmall(json: unknown): boolean {
  const open = [json];
  let length = 0;
  for (let next = open.pop(); next !== undefined && length <= SMALL; next = open.pop()) {
    length += typeof next === "string" ? next.length : 4;
    if (typeof next !== "object" || next === null) continue;
    for (const [key, value] of Object.entries(next)) {
      length += key.length;
      open.push(value);
    }
  }
  return length <= SMALL;
}

function pick(record: Loose, shape: Shape): Loose {
  const picked = Object.entries(shape).map(([key, inner]) => {
    const value = record[key];
    if (inner !== true) return [key, pick(asRecord(value), inner)] as const;
    return [key, isScalar(value) && String(value).length <= LONGEST_TEXT ? value : undefined] as const;
  });
  return Object.fromEntries(picked.filter(([, value]) => value !== undefined));
}

const isScalar = (value: unknown): boolean => ["string", "number", "boolean"].includes(typeof value);
