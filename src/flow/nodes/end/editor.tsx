import { CircleStop } from "lucide-react";
import type { NodeData, NodeEditor } from "../../editor/node-editor";

export const endEditor: NodeEditor<NodeData<"end">> = {
  label: "End",
  icon: CircleStop,
  summary: ({ reason }) => reason ?? "",
};
