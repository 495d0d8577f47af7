import type { FlowNode } from "../definition";
import { nodeTypeOf } from "../nodes";

/** What people call a node's way out: an option's label, "If so", else its handle. */
export function wayName({ type, data }: FlowNode, way: string): string {
  const node = nodeTypeOf(type);
  const parsed = node.data.safeParse(data);
  return (parsed.success && node.nameOfWay?.(way, parsed.data)) || way;
}
