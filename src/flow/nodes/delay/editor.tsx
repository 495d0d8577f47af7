import { Clock } from "lucide-react";
import type { NodeData, NodeEditor } from "../../editor/node-editor";

const UNITS = [
  [86_400, "day"],
  [3_600, "hour"],
  [60, "minute"],
  [1, "second"],
] as const;

/** "1 hour 30 minutes" */
function spanInWords(seconds: number): string {
  let left = Math.round(seconds);
  const parts = UNITS.flatMap(([size, unit]) => {
    const count = Math.floor(left / size);
    left -= count * size;
    return count === 0 ? [] : [`${count} ${unit}${count === 1 ? "" : "s"}`];
  });
  return parts.join(" ");
}

export const delayEditor: NodeEditor<NodeData<"delay">> = {
  label: "Delay",
  icon: Clock,
  summary: ({ seconds }) => `Waits ${spanInWords(seconds)}`,
};
