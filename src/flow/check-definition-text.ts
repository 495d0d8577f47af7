import { parseDefinition, type FlowDefinition, type Problem } from "./definition";
import type { Finding } from "./finding";
import { lint } from "./lint";

export type CheckedText =
  | {
      readonly ok: true;
      /** As it was written, with the keys that nobody knows. */
      readonly json: unknown;
      readonly definition: FlowDefinition;
      readonly findings: readonly Finding[];
    }
  /** Broken JSON has neither place nor problems of nodes. */
  | { readonly ok: false; readonly problems: readonly Pick<Problem, "message" | "path" | "nodeId">[] };

/** A flow as people write it down: whether it can be saved, and what keeps it from being published. */
export function checkDefinitionText(text: string): CheckedText {
  const read = readJson(text);
  if (!read.ok) return { ok: false, problems: [{ path: "", message: read.why }] };
  const parsed = parseDefinition(read.json);
  if (!parsed.ok) return parsed;
  return { ok: true, json: read.json, definition: parsed.definition, findings: lint(parsed.definition) };
}

function readJson(
  text: string,
): { readonly ok: true; readonly json: unknown } | { readonly ok: false; readonly why: string } {
  try {
    return { ok: true, json: JSON.parse(text) };
  } catch (error) {
    return { ok: false, why: `This is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}
