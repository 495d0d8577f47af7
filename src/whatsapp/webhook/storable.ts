export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const DEEPEST = 64;
const CUT = "[cut: nested too deep]";

// PostgreSQL takes neither NUL nor half a surrogate pair, in text or jsonb.
const UNSTORABLE = /[\0\p{Surrogate}]/gu;
// Rare, and quick to look for.
const SUSPICIOUS = /[\0\uD800-\uDFFF]/;

/**
 * Parsed JSON in a form that a jsonb column takes: what it cannot hold becomes U+FFFD (or null), what lies deeper than 64 levels
 * is cut. A loop, since JSON.parse takes a million levels, but a recursion or JSON.stringify overflows the stack.
 */
export function storable(json: unknown): { readonly json: Json; readonly changed: boolean } {
  return isStorable(json) ? { json, changed: false } : copied(json);
}

/** Nearly everything is, and needs no copy. */
function isStorable(json: unknown): json is Json {
  const open: { value: unknown; depth: number }[] = [{ value: json, depth: 1 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    if (typeof value === "string" ? SUSPICIOUS.test(value) : typeof value === "number" && !Number.isFinite(value))
      return false;
    if (typeof value === "object" && value !== null) {
      if (depth > DEEPEST) return false;
      for (const key in value) {
        if (SUSPICIOUS.test(key)) return false;
        open.push({ value: (value as Record<string, unknown>)[key], depth: depth + 1 });
      }
    } else if (typeof value === "undefined") return false;
  }
  return true;
}

function copied(json: unknown): { readonly json: Json; readonly changed: boolean } {
  let changed = false;
  const open: { from: object; to: Record<string, Json>; depth: number }[] = [];

  const instead = <T>(replacement: T): T => {
    changed = true;
    return replacement;
  };
  const clean = (text: string): string => {
    if (!SUSPICIOUS.test(text)) return text;
    const cleaned = text.replace(UNSTORABLE, "\uFFFD");
    return cleaned === text ? text : instead(cleaned);
  };
  const copy = (value: unknown, depth: number): Json => {
    if (typeof value === "string") return clean(value);
    if (typeof value === "boolean" || Number.isFinite(value)) return value as boolean | number;
    if (typeof value !== "object") return instead(null);
    if (value === null) return null;
    if (depth > DEEPEST) return instead(CUT);
    const to = (Array.isArray(value) ? [] : {}) as Record<string, Json>;
    open.push({ from: value, to, depth });
    return to;
  };

  const result = copy(json, 1);
  for (let next = open.pop(); next; next = open.pop()) {
    for (const [key, inner] of Object.entries(next.from)) {
      const value = copy(inner, next.depth + 1);
      // An assignment would set the prototype.
      if (key === "__proto__")
        Object.defineProperty(next.to, key, { value, writable: true, enumerable: true, configurable: true });
      else next.to[clean(key)] = value;
    }
  }
  return { json: result, changed };
}
