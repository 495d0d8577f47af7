import { successors, type Graph } from "./engine/graph";
import { warning, type Finding } from "./finding";
import { nodeTypes } from "./nodes";

/** Nodes at which no conversation can arrive. */
export function lintReach(graph: Graph): readonly Finding[] {
  const triggers = [...graph.nodes.values()].filter(({ type }) => type === nodeTypes.trigger);
  const reached = new Set(triggers.map(({ id }) => id));
  // A set is walked in the order of its growth, so this ends when nothing new is reached.
  for (const id of reached) for (const next of successors(graph, id)) reached.add(next);
  return [...graph.nodes.keys()]
    .filter((id) => !reached.has(id))
    .map((nodeId) => ({ ...warning("unreachable", "No way leads here from a trigger."), nodeId }));
}
