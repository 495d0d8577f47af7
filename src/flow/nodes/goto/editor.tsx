import { CornerUpLeft } from "lucide-react";
import type { NodeData, NodeEditor } from "../../editor/node-editor";

export const gotoEditor: NodeEditor<NodeData<"goto">> = {
  label: "Jump",
  icon: CornerUpLeft,
  summary: () => "",
};
