import { UserRoundPen } from "lucide-react";
import type { NodeData, NodeEditor } from "../../editor/node-editor";
import { textOf } from "../../text-of";

const CAMPAIGNS = { true: "no campaigns any more", false: "campaigns again" } as const;

export const contactEditor: NodeEditor<NodeData<"contact">> = {
  label: "Contact",
  icon: UserRoundPen,
  summary: ({ attributes, addTags, removeTags, optOut }) =>
    [
      ...Object.entries(attributes ?? {}).map(([name, value]) => `${name} = ${textOf(value)}`),
      [...(addTags ?? []).map((tag) => `+${tag}`), ...(removeTags ?? []).map((tag) => `−${tag}`)].join(" "),
      typeof optOut === "boolean" ? CAMPAIGNS[`${optOut}`] : "",
    ]
      .filter((line) => line !== "")
      .join("\n"),
};
