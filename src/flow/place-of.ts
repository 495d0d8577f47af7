import type { FlowDefinition } from "./definition";
import type { Finding } from "./finding";

/** Where in a definition's JSON a finding stands: `nodes[2].data.text`; "" when it is about the whole. */
export function placeOf({ nodes, edges }: FlowDefinition, { nodeId, edgeId, key }: Finding): string {
  if (nodeId !== undefined) {
    const place = `nodes[${nodes.findIndex(({ id }) => id === nodeId)}]`;
    return key === undefined ? place : `${place}.data.${key}`;
  }
  if (edgeId !== undefined) return `edges[${edges.findIndex(({ id }) => id === edgeId)}]`;
  return "";
}
