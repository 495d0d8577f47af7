import type { FlowDefinition, FlowNode } from "./definition";
import { compile, successors, type Graph } from "./engine/graph";
import type { Way } from "./engine/node-type";

/** A node's place in the reading order of its flow. */
export interface OutlineEntry {
  readonly node: FlowNode;
  /** With its type's defaults; null when the type can not make sense of it. */
  readonly data: unknown;
  readonly number: number;
  /** How many forks lie before it. */
  readonly depth: number;
  readonly ways: readonly OutlineWay[];
}

export interface OutlineWay {
  readonly way: Way;
  /** The number of the node it leads to; null where nothing follows. */
  readonly to: number | null;
}

/** The nodes of a flow in the order in which a person would read them: from each trigger on, branch by branch. */
export function outline(definition: FlowDefinition): readonly OutlineEntry[] {
  const graph = compile(definition);
  const depths = depthsOf(definition, graph);
  const byId = new Map(definition.nodes.map((node) => [node.id, node]));
  const numbers = new Map([...depths.keys()].map((id, index) => [id, index + 1]));
  return [...depths].flatMap(([id, depth]): OutlineEntry[] => {
    const node = byId.get(id);
    if (!node) return [];
    const ways = waysOf(graph, id).map(({ way, target }) => ({ way, to: numbers.get(target ?? "") ?? null }));
    return [{ node, data: graph.nodes.get(id)?.data ?? null, number: numbers.get(id) ?? 0, depth, ways }];
  });
}

/** Every node once, in reading order, with its depth. What no trigger reaches comes last. */
function depthsOf({ nodes }: FlowDefinition, graph: Graph): ReadonlyMap<string, number> {
  const depths = new Map<string, number>();
  const starts = [...nodes.filter(({ type }) => type === "trigger"), ...nodes];
  // The next to visit is at the end.
  const open = starts.map(({ id }) => ({ id, depth: 0 })).reverse();
  for (let next = open.pop(); next; next = open.pop()) {
    const { id, depth } = next;
    if (depths.has(id)) continue;
    depths.set(id, depth);
    const following = successors(graph, id);
    const inner = following.length > 1 ? depth + 1 : depth;
    open.push(...following.map((target) => ({ id: target, depth: inner })).reverse());
  }
  return depths;
}

/** The ways out in the order the editor draws them; of a jump the way to where it jumps. */
function waysOf(graph: Graph, id: string): readonly { readonly way: Way; readonly target: string | undefined }[] {
  const node = graph.nodes.get(id);
  if (!node) return [];
  const jump = node.type.jumpsTo?.(node.data);
  const ways = node.type.outputs(node.data).map((way) => ({ way, target: graph.edges.get(id)?.get(way) }));
  return jump === undefined ? ways : [...ways, { way: null, target: jump }];
}
