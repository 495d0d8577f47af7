import type { LucideIcon } from "lucide-react";
import type { z } from "zod";
import type { Way } from "../engine/node-type";
import type { NodeKind, nodeTypes } from "../nodes";

export type NodeData<Kind extends NodeKind> = z.infer<(typeof nodeTypes)[Kind]["data"]>;

/** How a node type is shown to the people who build flows. */
export interface NodeEditor<Data> {
  readonly label: string;
  readonly icon: LucideIcon;
  /** What the node does, in a line or two; "" when its name says it all. */
  summary(data: Data): string;
  /** What happens at a way out that nobody drew an edge from, where that is not the end of the flow. */
  withoutEdge?(way: Way): string | undefined;
}
