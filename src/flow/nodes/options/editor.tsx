import { ListChecks } from "lucide-react";
import type { NodeData, NodeEditor } from "../../editor/node-editor";

export const optionsEditor: NodeEditor<NodeData<"options">> = {
  label: "Question",
  icon: ListChecks,
  summary: ({ header, text, footer }) => [header, text, footer].filter(Boolean).join("\n"),
  withoutEdge: (way) => (way === "no-match" ? "it asks again" : undefined),
};
