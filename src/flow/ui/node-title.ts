import type { FlowNode } from "../definition";
import { nodeEditorOf } from "../nodes/editors";

/** What people call a node: its name, else its kind. */
export function nodeTitle({ type, data }: FlowNode): string {
  const name = data["name"];
  return typeof name === "string" && name.trim() !== "" ? name : nodeEditorOf(type).label;
}
