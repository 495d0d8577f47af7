import type { FlowNode } from "../definition";
import { nodeTypeOf } from "../nodes";
import { nodeEditorOf } from "../nodes/editors";

/** What people call a node's way out: an option's label, "If so", else its handle. */
export function wayName({ type, data }: FlowNode, way: string): string {
  const parsed = nodeTypeOf(type).data.safeParse(data);
  return (parsed.success && nodeEditorOf(type).nameOfWay?.(way, parsed.data)) || way;
}
