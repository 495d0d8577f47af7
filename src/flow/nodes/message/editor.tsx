import { MessageSquare } from "lucide-react";
import type { NodeData, NodeEditor } from "../../editor/node-editor";

export const messageEditor: NodeEditor<NodeData<"message">> = {
  label: "Message",
  icon: MessageSquare,
  summary: ({ text, useTemplate, templateName, templateLanguage }) =>
    useTemplate ? ["Template", templateName, templateLanguage].filter(Boolean).join(" ") : text,
};
