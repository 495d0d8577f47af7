import { Split } from "lucide-react";
import type { NodeData, NodeEditor } from "../../editor/node-editor";
import { textOf } from "../../text-of";

type Rule = NodeData<"condition">["rules"][number];

const WORDS: Readonly<Record<Rule["op"], string>> = {
  equals: "is",
  "not-equals": "is not",
  contains: "contains",
  "starts-with": "starts with",
  "ends-with": "ends with",
  matches: "matches",
  gt: ">",
  gte: "≥",
  lt: "<",
  lte: "≤",
  exists: "is set",
  empty: "is empty",
  in: "is one of",
};

const ruleInWords = ({ left, op, right }: Rule): string =>
  [left, WORDS[op], op === "exists" || op === "empty" ? "" : `“${textOf(right)}”`].join(" ").trim();

export const conditionEditor: NodeEditor<NodeData<"condition">> = {
  label: "Condition",
  icon: Split,
  summary: ({ rules, combinator, expression }) =>
    expression || rules.map(ruleInWords).join(combinator === "or" ? "\nor " : "\nand "),
};
