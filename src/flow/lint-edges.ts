import type { FlowDefinition } from "./definition";
import { wayOf, type Graph, type GraphNode } from "./engine/graph";
import type { Way } from "./engine/node-type";
import { error, warning, type Finding } from "./finding";
import { nodeTypes } from "./nodes";

/** Ways out without an edge, and edges without a way out. */
export function lintEdges({ edges }: FlowDefinition, graph: Graph): readonly Finding[] {
  const taken = new Set<string>();
  const stale = edges.flatMap(({ id: edgeId, source, sourceHandle }): Finding[] => {
    const node = graph.nodes.get(source);
    const way = wayOf(sourceHandle);
    const fix = { label: "Remove the edge", do: "remove-edge", edgeId } as const;
    if (!node) return [];
    if (!node.type.outputs(node.data).includes(way)) {
      return [
        { ...warning("unknown-way-out", `It starts at ${named(way)}, which its node does not have.`), edgeId, fix },
      ];
    }
    const key = JSON.stringify([source, way]);
    const isSecond = taken.has(key);
    taken.add(key);
    return isSecond
      ? [{ ...warning("second-edge", `Another edge already leaves by ${named(way)}.`), edgeId, fix }]
      : [];
  });
  const ends = [...graph.nodes.values()].filter(({ type }) => type === nodeTypes.end);
  const [onlyEnd = null] = ends.length === 1 ? ends : [];
  return [...[...graph.nodes.values()].flatMap((node) => missing(node, graph, onlyEnd)), ...stale];
}

function missing({ id: nodeId, type, data }: GraphNode, graph: Graph, end: GraphNode | null): readonly Finding[] {
  const ways = graph.edges.get(nodeId);
  return type
    .outputs(data)
    .filter((way) => !ways?.has(way) && !type.mayEnd?.(way))
    .map((way): Finding => {
      const report = type.needs?.(way) ? error : warning;
      const name = way !== null && type.nameOfWay?.(way, data);
      const where = name ? `“${name}” (${way})` : named(way);
      const message = way === null ? "Nothing follows, so the flow ends here." : `Nothing follows at ${where}.`;
      const finding = { ...report("missing-way-out", message), nodeId };
      // Elsewhere a way out without an edge has a meaning: asking again, or going on all the same.
      if (!end || (way !== null && !type.needs?.(way))) return finding;
      return { ...finding, fix: { label: "Lead to the end", do: "add-edge", source: nodeId, way, target: end.id } };
    });
}

const named = (way: Way): string => (way === null ? "the way out" : `the way out "${way}"`);
