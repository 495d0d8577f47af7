import { MAX_BUBBLES, MAX_NODES } from "./engine/guards";
import { reachedFrom, successors, triggerIds, type Graph } from "./engine/graph";
import { error, type Finding } from "./finding";

/** What would end a session as a loop: a circle in which nothing waits, or more in one go than a move may do. */
export function lintRuns(graph: Graph): readonly Finding[] {
  const reached = [...reachedFrom(graph, triggerIds(graph))];
  const { order, circular } = sortByDependence(
    graph,
    reached.filter((id) => !waits(graph, id)),
  );
  return circular.length > 0 ? cyclesAmong(graph, circular) : longRuns(graph, { reached, order });
}

const waits = (graph: Graph, id: string): boolean => graph.nodes.get(id)?.type.resume !== undefined;

/** The nodes so that each stands after all that follow it; those of circles, and those that lead to one, stand in no order. */
function sortByDependence(graph: Graph, ids: readonly string[]) {
  const among = new Set(ids);
  const before = new Map<string, string[]>(ids.map((id) => [id, []]));
  const open = new Map<string, number>();
  for (const id of ids) {
    const next = successors(graph, id).filter((each) => among.has(each));
    open.set(id, next.length);
    for (const each of next) before.get(each)?.push(id);
  }
  const order = ids.filter((id) => open.get(id) === 0);
  for (const id of order) {
    for (const each of before.get(id) ?? []) {
      const left = (open.get(each) ?? 0) - 1;
      open.set(each, left);
      if (left === 0) order.push(each);
    }
  }
  const sorted = new Set(order);
  return { order, circular: ids.filter((id) => !sorted.has(id)) };
}

/** Circles that share no node, each as one finding: goes on from node to node until one comes back. */
function cyclesAmong(graph: Graph, circular: readonly string[]): readonly Finding[] {
  const left = new Set(circular);
  const findings: Finding[] = [];
  for (const start of circular) {
    const path = left.has(start) ? [start] : [];
    for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
      const next = successors(graph, last).find((each) => left.has(each));
      if (next === undefined) {
        left.delete(last);
        path.pop();
      } else if (path.includes(next)) {
        const cycle = path.splice(path.indexOf(next));
        for (const each of cycle) left.delete(each);
        const message = `Nothing waits for the customer in this circle: ${[...cycle, next].join(" → ")}.`;
        findings.push({ ...error("endless-cycle", message), nodeId: next });
      } else {
        path.push(next);
      }
    }
  }
  return findings;
}

interface Run {
  readonly nodes: number;
  readonly bubbles: number;
}

function bubblesAt(graph: Graph, id: string): number {
  const node = graph.nodes.get(id);
  return node?.type.bubbles?.(node.data) ?? 0;
}

interface Sorted {
  readonly reached: readonly string[];
  readonly order: readonly string[];
}

/** From every node at which a move can begin, the longest way to the next wait. */
function longRuns(graph: Graph, { reached, order }: Sorted): readonly Finding[] {
  const runs = new Map<string, Run>();
  const entering = (id: string): Run => runs.get(id) ?? { nodes: 1, bubbles: bubblesAt(graph, id) };
  const following = (id: string): Run => {
    const next = successors(graph, id).map(entering);
    return {
      nodes: Math.max(0, ...next.map(({ nodes }) => nodes)),
      bubbles: Math.max(0, ...next.map(({ bubbles }) => bubbles)),
    };
  };
  for (const id of order) {
    const after = following(id);
    const own = entering(id);
    runs.set(id, { nodes: own.nodes + after.nodes, bubbles: own.bubbles + after.bubbles });
  }
  const triggers = new Set(triggerIds(graph));
  const begins = reached.filter((id) => triggers.has(id) || waits(graph, id));
  return begins.flatMap((nodeId) => {
    const { nodes, bubbles } = following(nodeId);
    // The node at which the move begins is one of those it visits.
    if (nodes + 1 <= MAX_NODES && bubbles <= MAX_BUBBLES) return [];
    const message = `Up to ${bubbles} messages and ${nodes + 1} nodes follow in one go; ${MAX_BUBBLES} and ${MAX_NODES} are the most.`;
    return [{ ...error("too-much-at-once", message), nodeId }];
  });
}
