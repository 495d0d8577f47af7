import type { Sql } from "@/platform/db/door";
import type { FlowDefinition } from "../definition";
import { compile, type Graph } from "../engine/graph";

export interface LoadedGraph {
  readonly graph: Graph;
  readonly flowName: string;
  readonly version: number;
}

/** More than are in use at a time; a process that lives for months must not keep every version that ever ran. */
const MAX_KEPT = 500;

// Versions never change, so what was made of one stays right. The least recently used comes first.
const kept = new Map<string, Graph>();

const FIND = `
select f.name as "flowName", v.number as version, case when $2 then v.definition end as definition
from flow_versions v join flows f on f.id = v.flow_id
where v.id = $1`;

/** A published version, ready for walking. */
export async function loadGraph(sql: Sql, flowVersionId: string): Promise<LoadedGraph> {
  const known = kept.get(flowVersionId);
  const [found] = await sql.query<{ flowName: string; version: number; definition: FlowDefinition }>(FIND, [
    flowVersionId,
    known === undefined,
  ]);
  if (!found) throw new Error(`There is no flow version ${flowVersionId} behind this door`);
  const { flowName, version, definition } = found;
  return { graph: keep(flowVersionId, known ?? compile(definition)), flowName, version };
}

function keep(flowVersionId: string, graph: Graph): Graph {
  kept.delete(flowVersionId);
  kept.set(flowVersionId, graph);
  const [oldest] = kept.keys();
  if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
  return graph;
}
