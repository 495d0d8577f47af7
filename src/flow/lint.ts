import type { FlowDefinition, FlowNode } from "./definition";
import { compile, type Graph, type GraphNode } from "./engine/graph";
import { tooLong } from "./check-text";
import { error, type DataFinding, type Finding } from "./finding";
import type { KnownTemplate } from "./known-template";
import { lintEdges } from "./lint-edges";
import { lintReach } from "./lint-reach";
import { lintRuns } from "./lint-runs";
import { lintTemplates } from "./lint-templates";
import { lintVariables } from "./lint-variables";
import { lintWindow } from "./lint-window";
import { normalise } from "./normalise";
import { triggersOf } from "./triggers-of";

const MAX_NAME = 60;

/** What of the organization a flow is held against. */
export interface LintFacts {
  /** Every template of its business accounts; absent while they are not known. */
  readonly templates?: readonly KnownTemplate[];
}

/** All that a person who publishes this flow should know. With an error among it the flow is not published. */
export function lint(definition: FlowDefinition, { templates }: LintFacts = {}): readonly Finding[] {
  const graph = compile(definition);
  return [
    ...lintTriggers(definition),
    ...definition.nodes.flatMap((node) => lintNode(node, graph)),
    ...lintReach(definition, graph),
    ...lintEdges(definition, graph),
    ...lintRuns(graph),
    ...lintWindow(graph),
    ...lintVariables(graph),
    ...(templates ? lintTemplates(graph, templates) : []),
  ];
}

function lintTriggers(definition: FlowDefinition): readonly Finding[] {
  const triggers = triggersOf(definition);
  if (triggers.length === 0) return [error("no-trigger", "No trigger: nothing can start this flow.")];
  const keys = triggers.map(({ keyword, match }) => (match === "default" ? match : `${match} ${normalise(keyword)}`));
  return triggers.flatMap(({ nodeId, keyword }, index) =>
    keys.indexOf(keys[index] ?? "") < index
      ? [{ ...error("duplicate-trigger", `Another trigger has the keyword "${keyword}" and the same match.`), nodeId }]
      : [],
  );
}

function lintNode({ id: nodeId, data }: FlowNode, graph: Graph): readonly Finding[] {
  const node = graph.nodes.get(nodeId);
  if (!node) return [];
  const name = data["name"];
  const isLong = typeof name === "string" && name.length > MAX_NAME;
  return [
    ...(isLong
      ? [tooLong(`A name has at most ${MAX_NAME} characters.`, { key: "name", text: name, limit: MAX_NAME })]
      : []),
    ...(node.type.check?.(node.data) ?? []),
    ...lintJump(node, graph),
  ].map((finding) => atNode(finding, { nodeId, data }));
}

/** Fields are named as people call them: only what stands in the data under that name has a place, and can be put right there. */
function atNode(
  { key, better, ...finding }: DataFinding,
  { nodeId, data }: { readonly nodeId: string; readonly data: FlowNode["data"] },
): Finding {
  if (key === undefined || !Object.hasOwn(data, key)) return { ...finding, nodeId };
  if (!better) return { ...finding, nodeId, key };
  const { label, value } = better;
  return { ...finding, nodeId, key, fix: { label, do: "set-data", nodeId, key, value } };
}

function lintJump({ id, type, data }: GraphNode, graph: Graph) {
  const target = type.jumpsTo?.(data);
  if (target === undefined || (target !== id && graph.nodes.has(target))) return [];
  if (target === id) return [error("goto-nowhere", "It jumps to itself.")];
  return [
    error("goto-nowhere", target === "" ? "It jumps nowhere." : `It jumps to "${target}", which does not exist.`),
  ];
}
