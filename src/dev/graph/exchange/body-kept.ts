const MOST_BYTES = 16 * 1024;

/** A body, or a note in its place where it is too long to keep. */
export function bodyKept(body: unknown, bytes: number): unknown {
  if (body instanceof FormData) return formKept(body);
  return bytes > MOST_BYTES ? `${Math.ceil(bytes / 1024)} kB, too long to keep.` : body;
}

/** The fields of an upload; of its file name, type and size. */
function formKept(form: FormData): Record<string, string> {
  const fields = [...form].map(([name, value]) => {
    if (typeof value === "string") return [name, value];
    return [name, `${value.name}, ${value.type}, ${Math.ceil(value.size / 1024)} kB`];
  });
  return Object.fromEntries(fields) as Record<string, string>;
}
