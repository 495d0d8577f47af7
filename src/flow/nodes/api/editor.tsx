import { Globe } from "lucide-react";
import type { NodeData, NodeEditor } from "../../editor/node-editor";

export const apiEditor: NodeEditor<NodeData<"api">> = {
  label: "API call",
  icon: Globe,
  summary: ({ method, url }) => `${method} ${url}`.trim(),
  withoutEdge: (way) => (way === "error" ? "the plain way is taken" : undefined),
};
