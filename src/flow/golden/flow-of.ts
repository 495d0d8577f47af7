import { parseDefinition, type FlowDefinition } from "../definition";

type Nodes = Readonly<Record<string, readonly [type: string, data?: Readonly<Record<string, unknown>>]>>;

/** A flow for a test, from its nodes and its edges: `"a > b"`, or `"a:opt-0 > b"` for a named way out. */
export function flowOf(nodes: Nodes, edges: readonly string[] = []): FlowDefinition {
  const parsed = parseDefinition({
    nodes: Object.entries(nodes).map(([id, [type, data = {}]]) => ({ id, type, data })),
    edges: edges.map((edge) => {
      const [, source, sourceHandle, target] = /^([^:>]+)(?::([^>]+))? > (.+)$/.exec(edge) ?? [];
      return { id: edge, source, target, sourceHandle: sourceHandle ?? null };
    }),
  });
  if (!parsed.ok) throw new Error(`not a flow: ${JSON.stringify(parsed.problems)}`);
  return parsed.definition;
}
