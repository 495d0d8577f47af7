import type { Sql } from "@/platform/db/door";
import { AppError, type InputProblem } from "@/platform/errors";
import { newId } from "@/platform/id";
import { unstorableText } from "@/platform/unstorable-text";
import { parseDefinition } from "../definition";
import { unlessNameTaken } from "./unless-name-taken";

type FlowDraft = {
  readonly organizationId: string;
  /** As it was imported: it may be incomplete, and keys that nobody knows are kept. */
  readonly definition: unknown;
  /** Lower wins among equal triggers. */
  readonly priority?: number | undefined;
} & ({ readonly id: string; readonly name?: string } | { readonly id?: undefined; readonly name: string });

export type SavedFlow =
  { readonly ok: true; readonly id: string } | { readonly ok: false; readonly problems: readonly InputProblem[] };

/** Makes a flow, or with an id replaces that one's draft; what is published stays as it is. */
export async function saveFlow(sql: Sql, draft: FlowDraft): Promise<SavedFlow> {
  const problems = structureProblems(draft.definition);
  if (problems.length > 0) return { ok: false, problems };
  const [saved] = await unlessNameTaken(draft.id === undefined ? insert(sql, draft) : update(sql, draft));
  if (!saved) throw new AppError("not-found", "There is no such flow.");
  return { ok: true, id: saved.id };
}

const insert = (sql: Sql, { organizationId, name, definition, priority }: FlowDraft) =>
  sql.query<{ id: string }>(
    `insert into flows (id, organization_id, name, priority, draft) values ($1, $2, $3, coalesce($4, 100), $5)
     returning id`,
    [newId(), organizationId, name, priority, JSON.stringify(definition)],
  );

const update = (sql: Sql, { id, name, definition, priority }: FlowDraft) =>
  sql.query<{ id: string }>(
    `update flows set name = coalesce($2, name), priority = coalesce($3, priority), draft = $4, updated_at = now()
     where id = $1 returning id`,
    [id, name, priority, JSON.stringify(definition)],
  );

function structureProblems(definition: unknown): readonly InputProblem[] {
  const parsed = parseDefinition(definition);
  if (!parsed.ok) return parsed.problems.map(({ path, message, nodeId }) => ({ path, message, ...about(nodeId) }));
  const path = unstorableText(definition);
  return path === null
    ? []
    : [{ path, message: "holds a character that no database keeps (a null, or half an emoji)" }];
}

const about = (nodeId: string | undefined) => (nodeId === undefined ? {} : { about: nodeId });
