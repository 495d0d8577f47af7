import { Variable } from "lucide-react";
import type { NodeData, NodeEditor } from "../../editor/node-editor";
import { textOf } from "../../text-of";

export const assignEditor: NodeEditor<NodeData<"assign">> = {
  label: "Variable",
  icon: Variable,
  summary: ({ key, value, expression }) => `${key} = ${expression || textOf(value)}`,
};
