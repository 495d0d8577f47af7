import type { Sql } from "@/platform/db/door";
import { parametersOf, type KnownTemplate } from "../known-template";
import type { LintFacts } from "../lint";

type Row = Omit<KnownTemplate, "parameters"> & { readonly components: unknown };

/** What the linter may know of the organization. Its templates are not known until they were read from Meta. */
export async function lintFacts(sql: Sql): Promise<LintFacts> {
  const rows = await sql.query<Row>("select name, language, status, components from templates");
  const templates = rows.map(({ components, ...row }) => ({ ...row, parameters: parametersOf(components) }));
  return templates.length > 0 ? { templates } : {};
}
