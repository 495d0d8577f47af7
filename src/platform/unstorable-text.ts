// PostgreSQL takes neither NUL nor half a surrogate pair, in text or jsonb.
const UNSTORABLE = /[\0\p{Surrogate}]/u;

interface Place {
  readonly value: unknown;
  /** How it is reached from its parent: `.text`, `[2]`. */
  readonly step: string;
  readonly parent: Place | null;
}

/**
 * Where in plain data a text or a key stands that PostgreSQL can not hold: `nodes[2].data.text`, `""` for a bare text; null
 * when all of it can be stored. A loop, since JSON.parse takes a million levels, but a recursion overflows the stack.
 */
export function unstorableText(data: unknown): string | null {
  const open: Place[] = [{ value: data, step: "", parent: null }];
  for (let place = open.pop(); place; place = open.pop()) {
    const { value } = place;
    if (typeof value === "string" && UNSTORABLE.test(value)) return pathOf(place);
    if (typeof value !== "object" || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      if (UNSTORABLE.test(key)) return pathOf(place);
      open.push({ value: inner, step: Array.isArray(value) ? `[${key}]` : `.${key}`, parent: place });
    }
  }
  return null;
}

function pathOf(place: Place): string {
  let path = "";
  for (let at = place; at.parent; at = at.parent) path = at.step + path;
  return path.replace(/^[.]/, "");
}
