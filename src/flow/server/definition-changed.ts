import type { Sql } from "@/platform/db/door";

const COMPARE = `
select f.draft is distinct from v.definition as changed
from flows f left join flow_versions v on v.flow_id = f.id and v.number = f.published_version
where f.id = $1`;

/** Whether the draft says anything else than the published version, or nothing is published yet. */
export async function definitionChanged(sql: Sql, flowId: string): Promise<boolean> {
  const [flow] = await sql.query<{ changed: boolean }>(COMPARE, [flowId]);
  return flow?.changed ?? false;
}
