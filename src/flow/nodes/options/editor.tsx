import { ListChecks } from "lucide-react";
import type { NodeData, NodeEditor } from "../../editor/node-editor";

const OTHER_WAYS: Readonly<Record<string, string>> = { "no-match": "Anything else", timeout: "No answer in time" };

export const optionsEditor: NodeEditor<NodeData<"options">> = {
  label: "Question",
  icon: ListChecks,
  summary: ({ header, text, footer }) => [header, text, footer].filter(Boolean).join("\n"),
  nameOfWay: (way, { options }) => {
    const option = options[Number(way.replace("opt-", ""))];
    return OTHER_WAYS[way] ?? (typeof option === "string" ? option : option?.label);
  },
  withoutEdge: (way) => (way === "no-match" ? "it asks again" : undefined),
};
