import type { InboundMessage, Session } from "../session";
import type { Graph } from "./graph";

/** Whether the waiting node takes the message as its answer, so that no trigger may take it away. */
export function accepts(graph: Graph, { status, currentNodeId, waiting }: Session, message: InboundMessage): boolean {
  if (status !== "Paused" || currentNodeId === null || !waiting) return false;
  const node = graph.nodes.get(currentNodeId);
  return node?.type.accepts?.(node.data, message, waiting) ?? false;
}

/** Whether the waiting node waits for something else than words, so that a message is only noted. */
export const isPatient = (graph: Graph, { currentNodeId }: Session): boolean =>
  graph.nodes.get(currentNodeId ?? "")?.type.isPatient ?? false;
