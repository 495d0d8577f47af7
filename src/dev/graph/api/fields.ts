import { metaError } from "./meta-error";
import { ok, type Reply } from "./reply";

/** Those fields of an object that `fields=` asks for, or the usual ones; the id always. */
export function readFields(
  all: Readonly<Record<string, unknown>>,
  query: URLSearchParams,
  { usual, node }: { usual: string; node: string },
): Reply {
  const wanted = (query.get("fields") ?? usual).split(",").map((field) => field.replace(/[.({].*$/, "").trim());
  const unknown = wanted.find((field) => !Object.hasOwn(all, field));
  if (unknown !== undefined) {
    return metaError({
      code: 100,
      message: `(#100) Tried accessing nonexisting field (${unknown}) on node type (${node})`,
    });
  }
  return ok(Object.fromEntries([...new Set([...wanted, "id"])].map((field) => [field, all[field]])));
}
