import type { FlowDefinition } from "./definition";
import { wayOf, type Graph, type GraphNode } from "./engine/graph";
import type { Way } from "./engine/node-type";
import { error, warning, type Finding } from "./finding";

/** Ways out without an edge, and edges without a way out. */
export function lintEdges({ edges }: FlowDefinition, graph: Graph): readonly Finding[] {
  const taken = new Set<string>();
  const stale = edges.flatMap(({ id: edgeId, source, sourceHandle }): Finding[] => {
    const node = graph.nodes.get(source);
    const way = wayOf(sourceHandle);
    if (!node) return [];
    if (!node.type.outputs(node.data).includes(way)) {
      return [{ ...warning("unknown-way-out", `It starts at ${named(way)}, which its node does not have.`), edgeId }];
    }
    const key = JSON.stringify([source, way]);
    const isSecond = taken.has(key);
    taken.add(key);
    return isSecond ? [{ ...warning("second-edge", `Another edge already leaves by ${named(way)}.`), edgeId }] : [];
  });
  return [...[...graph.nodes.values()].flatMap((node) => missing(node, graph)), ...stale];
}

function missing({ id: nodeId, type, data }: GraphNode, graph: Graph): readonly Finding[] {
  const ways = graph.edges.get(nodeId);
  return type
    .outputs(data)
    .filter((way) => !ways?.has(way))
    .map((way) => {
      const report = type.needs?.(way) ? error : warning;
      return { ...report("missing-way-out", `Nothing follows at ${named(way)}.`), nodeId };
    });
}

const named = (way: Way): string => (way === null ? "the way out" : `the way out "${way}"`);
