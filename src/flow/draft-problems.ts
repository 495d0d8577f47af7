import type { CheckedText } from "./check-definition-text";
import type { FlowDefinition } from "./definition";
import type { Fix } from "./fix";
import { placeOf } from "./place-of";

/** Something wrong with a draft, as people are shown it. */
export interface DraftProblem {
  /** Warnings do not keep a flow from being published. */
  readonly severity: "error" | "warning";
  readonly message: string;
  /** Where in the JSON. */
  readonly path: string;
  /** The node it is about; of an edge, the one it leaves. */
  readonly nodeId?: string;
  /** What people call that node. */
  readonly title?: string;
  /** The repair that a button can make. */
  readonly fix?: Fix;
}

/** Everything that is wrong with a draft, errors first. */
export function draftProblems(checked: CheckedText): readonly DraftProblem[] {
  if (!checked.ok) {
    return checked.problems.map((problem) => ({
      ...problem,
      severity: "error",
      ...(problem.nodeId !== undefined && { title: problem.nodeId }),
    }));
  }
  const { definition, findings } = checked;
  const problems = findings.map((finding): DraftProblem => {
    const { severity, message, edgeId, fix } = finding;
    const nodeId = finding.nodeId ?? definition.edges.find(({ id }) => id === edgeId)?.source;
    const about = nodeId === undefined ? {} : { nodeId, title: titleOf(definition, nodeId) };
    return { severity, message, path: placeOf(definition, finding), ...about, ...(fix && { fix }) };
  });
  return [...problems.filter(isError), ...problems.filter((problem) => !isError(problem))];
}

export const isError = ({ severity }: DraftProblem): boolean => severity === "error";

function titleOf({ nodes }: FlowDefinition, nodeId: string): string {
  const name = nodes.find(({ id }) => id === nodeId)?.data["name"];
  return typeof name === "string" && name.trim() !== "" ? name : nodeId;
}
