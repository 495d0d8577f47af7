import type { Call } from "./access";
import { metaError } from "./meta-error";
import { ok, type Reply } from "./reply";

/** One page of a list: `limit` (25) entries after the cursor `after`, and where the next begins. */
export function page<T>(call: Call, all: readonly T[], read: (entry: T) => Reply): Reply {
  const { query, path, origin } = call;
  const from = Number(Buffer.from(query.get("after") ?? "", "base64").toString() || 0);
  const limit = Number(query.get("limit") ?? 25);
  if (!Number.isInteger(from) || from < 0 || from > all.length) return metaError({ code: 131059 });
  const to = Math.min(from + limit, all.length);
  const entries = all.slice(from, to).map(read);
  const refused = entries.find((reply) => reply.status !== 200);
  if (refused !== undefined) return refused;
  const cursors = { before: cursor(from), after: cursor(to) };
  const further = new URLSearchParams({ ...Object.fromEntries(query), after: cursors.after });
  const next = to < all.length && { next: `${origin}/v26.0/${path.join("/")}?${further.toString()}` };
  return ok({ data: entries.map((reply) => reply.body), ...(entries.length > 0 && { paging: { cursors, ...next } }) });
}

function cursor(position: number): string {
  return Buffer.from(String(position)).toString("base64");
}
