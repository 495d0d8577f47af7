import { TextCursorInput } from "lucide-react";
import type { NodeData, NodeEditor } from "../../editor/node-editor";
import { labelOf } from "../../choices";

const KINDS: Readonly<Record<NodeData<"ask">["kind"], string>> = {
  text: "A text",
  number: "A number",
  email: "An email address",
  phone: "A phone number",
  date: "A date",
  choice: "A choice",
  location: "A location",
  media: "A photo or a file",
};

export const askEditor: NodeEditor<NodeData<"ask">> = {
  label: "Input",
  icon: TextCursorInput,
  summary: ({ text, kind, choices, variable }) => {
    const offered = kind === "choice" ? ` (${choices.map(labelOf).join(", ")})` : "";
    return `${text}\n${KINDS[kind]}${offered} → ${variable}`;
  },
};
