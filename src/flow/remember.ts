/**
 * Remembers the answers of a pure function: parsing a template for every message costs far more than running it.
 * Bounded, because what is parsed is written by customers of ours.
 */
export function remember<Value extends object>(limit: number, make: (key: string) => Value): (key: string) => Value {
  const made = new Map<string, Value>();
  return (key) => {
    const known = made.get(key);
    if (known) return known;
    const oldest = made.size >= limit ? made.keys().next() : undefined;
    if (oldest && !oldest.done) made.delete(oldest.value);
    const value = make(key);
    made.set(key, value);
    return value;
  };
}
