import type { FlowDefinition } from "../definition";
import { isNodeKind, nodeTypeOf, nodeTypes } from "../nodes";
import type { NodeType, Way } from "./node-type";

export interface GraphNode {
  readonly id: string;
  readonly type: NodeType<unknown>;
  /** With the type's defaults. */
  readonly data: unknown;
}

/** A definition made ready for walking. */
export interface Graph {
  readonly nodes: ReadonlyMap<string, GraphNode>;
  /** Source, then way out, to the next node's id. */
  readonly edges: ReadonlyMap<string, ReadonlyMap<Way, string>>;
}

/** Worth remembering per version: a walk over a graph costs less than making one. */
export function compile({ nodes, edges }: FlowDefinition): Graph {
  const graph = { nodes: new Map<string, GraphNode>(), edges: new Map<string, Map<Way, string>>() };
  for (const { id, type, data } of nodes) {
    // A version published by an older or newer release may hold what this one cannot run: such a node is not there.
    if (!isNodeKind(type)) continue;
    const nodeType = nodeTypeOf(type);
    const parsed = nodeType.data.safeParse(data);
    if (parsed.success) graph.nodes.set(id, { id, type: nodeType, data: parsed.data });
  }
  for (const { source, target, sourceHandle } of edges) {
    const ways = graph.edges.get(source) ?? new Map<Way, string>();
    // Two edges at one way out: the first drawn counts, and the linter warns.
    const way = wayOf(sourceHandle);
    if (!ways.has(way)) ways.set(way, target);
    graph.edges.set(source, ways);
  }
  return graph;
}

/** Exports write the plain way out as null, as nothing or as an empty handle. */
export const wayOf = (sourceHandle: string | null | undefined): Way => sourceHandle || null;

/** The ways out of a node that an edge leaves by; edges from a way that it does not have are never taken. */
export function waysOn({ nodes, edges }: Graph, id: string): readonly { readonly way: Way; readonly target: string }[] {
  const node = nodes.get(id);
  const leaving = edges.get(id);
  if (!node || !leaving) return [];
  return node.type.outputs(node.data).flatMap((way) => {
    const target = leaving.get(way);
    return target !== undefined && nodes.has(target) ? [{ way, target }] : [];
  });
}

/** Every node that can come right after this one. */
export function successors(graph: Graph, id: string): readonly string[] {
  const node = graph.nodes.get(id);
  const jump = node?.type.jumpsTo?.(node.data);
  const targets = new Set(waysOn(graph, id).map(({ target }) => target));
  if (jump !== undefined && graph.nodes.has(jump)) targets.add(jump);
  return [...targets];
}

/** These nodes and all that can come after them. */
export function reachedFrom(graph: Graph, ids: readonly string[]): ReadonlySet<string> {
  const reached = new Set(ids);
  // A set is walked in the order of its growth, so this ends when nothing new is reached.
  for (const id of reached) for (const next of successors(graph, id)) reached.add(next);
  return reached;
}

/** Where conversations enter. */
export const triggerIds = ({ nodes }: Graph): readonly string[] =>
  [...nodes.values()].filter(({ type }) => type === nodeTypes.trigger).map(({ id }) => id);
