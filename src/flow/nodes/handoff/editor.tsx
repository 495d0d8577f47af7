import { Headset } from "lucide-react";
import type { NodeData, NodeEditor } from "../../editor/node-editor";

export const handoffEditor: NodeEditor<NodeData<"handoff">> = {
  label: "Hand-off",
  icon: Headset,
  summary: ({ queue, note, message }) => [[queue, note].filter(Boolean).join(": "), message].filter(Boolean).join("\n"),
};
