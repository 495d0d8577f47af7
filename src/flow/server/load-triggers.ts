import type { Sql } from "@/platform/db/door";
import type { Contender, FlowTrigger } from "../trigger";

/** A trigger that competes for a message, and what starts if it wins. */
export interface LoadedTrigger extends Contender {
  readonly flowName: string;
  readonly flowVersionId: string;
}

const SERVING = `
select f.id as "flowId", f.name as "flowName", v.id as "flowVersionId", f.priority, v.triggers,
  (extract(epoch from f.created_at) * 1000)::float8 as "createdAt"
from flows f join flow_versions v on v.flow_id = f.id and v.number = f.published_version
where f.status = 'Active' and (
  not exists (select from flow_connections c where c.flow_id = f.id)
  or exists (select from flow_connections c where c.flow_id = f.id and c.connection_id = $1))`;

type Row = Omit<LoadedTrigger, "trigger"> & { triggers: readonly FlowTrigger[] };

/** Every trigger of every Active flow that serves this number. A flow that names no number serves all. */
export async function loadTriggers(sql: Sql, connectionId: string): Promise<LoadedTrigger[]> {
  const flows = await sql.query<Row>(SERVING, [connectionId]);
  return flows.flatMap(({ triggers, ...flow }) => triggers.map((trigger) => ({ ...flow, trigger })));
}
