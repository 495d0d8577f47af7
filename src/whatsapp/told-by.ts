import type { GraphError } from "./graph-error";

/** Of an answer that was not wanted, what a log may hold: Meta's words can quote people and what they wrote. */
export function toldBy(
  answer: { readonly kind: string; readonly why?: string } | { readonly kind: "refused"; readonly error: GraphError },
): Readonly<Record<string, string | number | null>> {
  if (!("error" in answer)) return { came: answer.kind, ...(answer.why !== undefined && { why: answer.why }) };
  const { code, subcode, httpStatus, traceId } = answer.error;
  return { came: answer.kind, code, subcode, httpStatus, fbTraceId: traceId };
}
