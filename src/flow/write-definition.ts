/** The database keeps JSON's keys by their length; people want to read who a node is before what it holds. */
const FIRST = ["nodes", "edges", "id", "type", "source", "target", "sourceHandle", "name"];

const place = (key: string): number => (FIRST.includes(key) ? FIRST.indexOf(key) : FIRST.length);

/** A flow as JSON to read and to write in: telling keys first, the others as they come. */
export function writeDefinition(definition: unknown): string {
  return JSON.stringify(ordered(definition), null, 2);
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => place(one) - place(other));
  return Object.fromEntries(entries.map(([key, child]) => [key, ordered(child)]));
}
