import type { InputProblem } from "@/platform/errors";
import { parseDefinition, type FlowDefinition } from "../definition";
import type { Finding } from "../finding";
import { lint, type LintFacts } from "../lint";
import { placeOf } from "../place-of";

type Checked =
  | { readonly ok: true; readonly definition: FlowDefinition }
  | { readonly ok: false; readonly problems: readonly InputProblem[] };

/** A definition that may be published, or all that stands against it. */
export function checkDefinition(definition: unknown, facts?: LintFacts): Checked {
  const parsed = parseDefinition(definition);
  if (!parsed.ok) return { ok: false, problems: parsed.problems };
  const errors = lint(parsed.definition, facts).filter(({ severity }) => severity === "error");
  return errors.length === 0
    ? { ok: true, definition: parsed.definition }
    : { ok: false, problems: errors.map((finding) => problemOf(finding, parsed.definition)) };
}

function problemOf(finding: Finding, definition: FlowDefinition): InputProblem {
  const about = finding.nodeId ?? finding.edgeId;
  return { path: placeOf(definition, finding), message: finding.message, ...(about !== undefined && { about }) };
}
