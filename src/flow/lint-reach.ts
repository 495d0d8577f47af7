import type { FlowDefinition } from "./definition";
import { reachedFrom, triggerIds, wayOf, waysOn, type Graph } from "./engine/graph";
import { warning, type Finding } from "./finding";

/** Nodes at which no conversation can arrive. */
export function lintReach({ edges }: FlowDefinition, graph: Graph): readonly Finding[] {
  const triggers = triggerIds(graph);
  const reached = reachedFrom(graph, triggers);
  const needed = new Set([...neededBy(graph), ...hiding(edges)]);
  return [...graph.nodes.keys()]
    .filter((id) => !reached.has(id))
    .map((nodeId): Finding => {
      const finding = { ...warning("unreachable", "No way leads here from a trigger."), nodeId };
      // Without a trigger it is not the nodes that are wrong.
      if (triggers.length === 0 || needed.has(nodeId)) return finding;
      return { ...finding, fix: { label: "Remove the node", do: "remove-node", nodeId } };
    });
}

/** Nodes without which another one would be an error. */
function neededBy(graph: Graph): readonly string[] {
  return [...graph.nodes.values()].flatMap(({ id, type, data }) => {
    const jump = type.jumpsTo?.(data);
    const targets = waysOn(graph, id).flatMap(({ way, target }) => (type.needs?.(way) ? [target] : []));
    return jump === undefined ? targets : [...targets, jump];
  });
}

/** Nodes at the first of several edges of one way out: without it the next edge would count. */
function hiding(edges: FlowDefinition["edges"]): readonly string[] {
  const first = new Map<string, string>();
  return edges.flatMap(({ source, sourceHandle, target }) => {
    const way = JSON.stringify([source, wayOf(sourceHandle)]);
    const before = first.get(way);
    if (before === undefined) first.set(way, target);
    return before === undefined ? [] : [before];
  });
}
