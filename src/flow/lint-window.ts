import { successors, triggerIds, waysOn, type Graph, type GraphNode } from "./engine/graph";
import type { Way } from "./engine/node-type";
import { warning, type Finding } from "./finding";
import { templatesSent } from "./templates-sent";

/** For so long after a word of the customer WhatsApp takes free-form messages. */
const WINDOW_SECONDS = 24 * 3_600;

/** Free-form messages that can come so long after the customer's last word that WhatsApp refuses them. */
export function lintWindow(graph: Graph): readonly Finding[] {
  const silences = longestSilences(graph);
  return [...graph.nodes.values()].flatMap(({ id: nodeId, type, data }): Finding[] => {
    const isLate = (silences.get(nodeId) ?? 0) >= WINDOW_SECONDS;
    if (!isLate || !type.bubbles?.(data) || templatesSent(data).length > 0) return [];
    const message = "More than 24 hours can have passed since the customer wrote: WhatsApp takes only templates then.";
    return [{ ...warning("window-may-close", message), nodeId }];
  });
}

interface Step {
  readonly target: string;
  /** Seconds without a word, after the given seconds at the node. */
  readonly after: (silence: number) => number;
}

/**
 * For each node the most seconds without a word of the customer before it is entered. In rounds over all edges, each node
 * as late as the round before allows: with as many rounds as nodes only a circle of delays still grows, which has no end.
 */
function longestSilences(graph: Graph): ReadonlyMap<string, number> {
  const longest = new Map(triggerIds(graph).map((id) => [id, 0]));
  const steps = new Map([...graph.nodes.values()].map((node) => [node.id, stepsFrom(graph, node)]));
  let grows = true;
  for (let round = 0; grows; round += 1) {
    grows = false;
    for (const [id, silence] of longest) {
      for (const { target, after } of steps.get(id) ?? []) {
        const late = Math.min(after(silence), WINDOW_SECONDS);
        if (late <= (longest.get(target) ?? -1)) continue;
        longest.set(target, round > graph.nodes.size ? WINDOW_SECONDS : late);
        grows = true;
      }
    }
  }
  return longest;
}

function stepsFrom(graph: Graph, { id, type, data }: GraphNode): readonly Step[] {
  const waited = type.silence?.(data) ?? 0;
  const passing = (silence: number) => silence + waited;
  // A node that takes replies goes on because of one, unless its time-out came first.
  const by = (way: Way): Step["after"] => (type.accepts && way !== "timeout" ? () => 0 : passing);
  const ways = waysOn(graph, id);
  const jumps = successors(graph, id).filter((target) => !ways.some((each) => each.target === target));
  return [
    ...ways.map(({ way, target }) => ({ target, after: by(way) })),
    ...jumps.map((target) => ({ target, after: passing })),
  ];
}
