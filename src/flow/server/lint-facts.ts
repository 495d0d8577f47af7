import type { Sql } from "@/platform/db/door";
import { parametersOf, type KnownTemplate } from "../known-template";
import type { LintFacts } from "../lint";

type Row = Omit<KnownTemplate, "parameters"> & { readonly components: unknown };

// Of an account none of whose templates is here, they were not read yet.
const KNOWN = `
select name, language, status, components from templates where not exists (
  select from whatsapp_connections w
  where not exists (select from templates t where t.business_account_id = w.business_account_id)
)`;

/** What the linter may know of the organization. Its templates are not known until those of every account were read from Meta. */
export async function lintFacts(sql: Sql): Promise<LintFacts> {
  const rows = await sql.query<Row>(KNOWN);
  const templates = rows.map(({ components, ...row }) => ({ ...row, parameters: parametersOf(components) }));
  return templates.length > 0 ? { templates } : {};
}
