/** PostgreSQL's jsonb takes neither of them. */
const UNSTORABLE = /[\0\p{Surrogate}]/u;

/** Where a JSON value holds text that the database can not keep: `nodes[0].data.text`; null when it holds none. */
export function unstorableAt(value: unknown, path = ""): string | null {
  if (typeof value === "string") return UNSTORABLE.test(value) ? path : null;
  if (typeof value !== "object" || value === null) return null;
  for (const [key, child] of Object.entries(value)) {
    if (UNSTORABLE.test(key)) return path;
    const found = unstorableAt(child, Array.isArray(value) ? `${path}[${key}]` : `${path}${path && "."}${key}`);
    if (found !== null) return found;
  }
  return null;
}
