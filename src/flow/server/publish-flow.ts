import type { Sql } from "@/platform/db/door";
import { AppError, type InputProblem } from "@/platform/errors";
import { newId } from "@/platform/id";
import { triggersOf } from "../triggers-of";
import { checkDefinition } from "./check-definition";
import { lintFacts } from "./lint-facts";

interface Publication {
  readonly flowId: string;
  /** What changed, in the words of who publishes. */
  readonly message: string;
  /** Null: the operator, by `provision`. */
  readonly authorId: string | null;
}

export type PublishedFlow =
  { readonly ok: true; readonly number: number } | { readonly ok: false; readonly problems: readonly InputProblem[] };

// The draft is copied by the database, so that a version is what was saved, key for key.
const FREEZE = `
with version as (
  insert into flow_versions (id, organization_id, flow_id, number, definition, triggers, message, author_id)
  select $2, f.organization_id, f.id, 1 + coalesce((select max(number) from flow_versions where flow_id = f.id), 0),
    f.draft, $3, $4, $5
  from flows f where f.id = $1
  returning flow_id, number
)
update flows f set published_version = v.number, status = 'Active', updated_at = now()
from version v where f.id = v.flow_id
returning v.number`;

/** Freezes the draft as the next version, which new sessions run from now on, and makes the flow Active. */
export async function publishFlow(sql: Sql, { flowId, message, authorId }: Publication): Promise<PublishedFlow> {
  const [flow] = await sql.query<{ draft: unknown }>("select draft from flows where id = $1 for update", [flowId]);
  if (!flow) throw new AppError("not-found", "There is no such flow.");
  const checked = checkDefinition(flow.draft, await lintFacts(sql));
  if (!checked.ok) return checked;

  const triggers = JSON.stringify(triggersOf(checked.definition));
  const [version] = await sql.query<{ number: number }>(FREEZE, [flowId, newId(), triggers, message, authorId]);
  if (!version) throw new Error("A flow that is locked went away");
  return { ok: true, number: version.number };
}
