import { parseDefinition, type FlowDefinition } from "@/flow/definition";

type Node = readonly [type: string, data: Readonly<Record<string, unknown>>];

const RULES: Node = ["condition", { rules: [{ left: "input", op: "equals", right: "A" }] }];
const FORMULA: Node = ["condition", { expression: "messageCount >= 0 and contact.name == 'Ana'" }];
const PLAIN: Node = ["message", { text: "Thank you, we have noted what you want and will be back at once." }];
const FILLED: Node = [
  "message",
  { text: "Thank you {{ contact.name }}, {{ choice }} it is, from {{ contact.attributes.city }}." },
];

/** What comes between two questions: as in real flows, only texts without a variable, and nothing but decisions. */
const BETWEEN = {
  templates: [FILLED, RULES, ["assign", { key: "choice", value: "{{ input | upcase }}" }], FORMULA],
  plain: [PLAIN, RULES, ["assign", { key: "choice", value: "A" }], RULES],
  conditions: [RULES, RULES, RULES, RULES],
} satisfies Record<string, readonly Node[]>;

export type FlowKind = keyof typeof BETWEEN;

const SEGMENTS = 10;
const SEGMENT = 20;

/** 200 nodes in a circle: ten questions, each followed by 19 nodes that wait for nothing. */
export function flowOfKind(kind: FlowKind): FlowDefinition {
  const question: Node = ["options", { text: "Which one?", options: ["A", "B"] }];
  const between: readonly Node[] = BETWEEN[kind];
  const parts = Array.from({ length: SEGMENTS * SEGMENT }, (_, index): Node => {
    if (index === 0) return ["trigger", { keyword: "go" }];
    return index % SEGMENT === 1 ? question : (between[index % between.length] ?? PLAIN);
  });
  const nodes = parts.map(([type, data], index) => ({ id: `n${index}`, type, data }));
  const edges = parts.flatMap(([type], index) => {
    const target = `n${index === parts.length - 1 ? 1 : index + 1}`;
    return waysOf(type).map((sourceHandle) => ({ source: `n${index}`, target, sourceHandle }));
  });
  const parsed = parseDefinition({ nodes, edges });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.definition;
}

function waysOf(type: string): readonly (string | null)[] {
  if (type === "condition") return ["true", "false"];
  return type === "options" ? ["opt-0", "opt-1", "no-match"] : [null];
}
