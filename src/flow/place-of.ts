import type { FlowDefinition } from "./definition";
import type { Finding } from "./finding";

/** Where in a definition's JSON a finding stands: `nodes[2]`; "" when it is about the whole. */
export function placeOf({ nodes, edges }: FlowDefinition, { nodeId, edgeId }: Finding): string {
  if (nodeId !== undefined) return `nodes[${nodes.findIndex(({ id }) => id === nodeId)}]`;
  if (edgeId !== undefined) return `edges[${edges.findIndex(({ id }) => id === edgeId)}]`;
  return "";
}
