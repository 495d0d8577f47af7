import { Zap } from "lucide-react";
import type { NodeData, NodeEditor } from "../../editor/node-editor";
import { matchOf, type Match } from "../../trigger";

const MEANINGS: Readonly<Record<Match, (keyword: string) => string>> = {
  exact: (keyword) => `The message is “${keyword}”`,
  word: (keyword) => `The message has the word “${keyword}”`,
  contains: (keyword) => `The message contains “${keyword}”`,
  default: () => "Any message that no other trigger takes",
};

export const triggerEditor: NodeEditor<NodeData<"trigger">> = {
  label: "Trigger",
  icon: Zap,
  summary: ({ keyword, match }) => MEANINGS[matchOf(keyword, match)](keyword),
};
