import type { InputProblem } from "@/platform/errors";
import { parseDefinition, type FlowDefinition } from "../definition";
import type { Finding } from "../finding";
import { lint } from "../lint";

type Checked =
  | { readonly ok: true; readonly definition: FlowDefinition }
  | { readonly ok: false; readonly problems: readonly InputProblem[] };

/** A definition that may be published, or all that stands against it. */
export function checkDefinition(definition: unknown): Checked {
  const parsed = parseDefinition(definition);
  if (!parsed.ok) return { ok: false, problems: parsed.problems };
  const errors = lint(parsed.definition).filter(({ severity }) => severity === "error");
  return errors.length === 0
    ? { ok: true, definition: parsed.definition }
    : { ok: false, problems: errors.map((finding) => placed(finding, parsed.definition)) };
}

/** A finding with its place in the JSON. */
function placed({ message, nodeId, edgeId }: Finding, { nodes, edges }: FlowDefinition): InputProblem {
  if (nodeId !== undefined) {
    return { path: `nodes[${nodes.findIndex(({ id }) => id === nodeId)}]`, message, about: nodeId };
  }
  if (edgeId !== undefined)
    return { path: `edges[${edges.findIndex(({ id }) => id === edgeId)}]`, message, about: edgeId };
  return { path: "", message };
}
