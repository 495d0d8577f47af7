import { ClipboardList } from "lucide-react";
import type { NodeData, NodeEditor } from "../../editor/node-editor";

export const whatsappFlowEditor: NodeEditor<NodeData<"whatsapp_flow">> = {
  label: "Form",
  icon: ClipboardList,
  summary: ({ header, body, footer, cta, assignTo }) =>
    [header, body, footer, `[${cta}] → ${assignTo}`].filter(Boolean).join("\n"),
};
