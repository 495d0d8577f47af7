import { verdictOfCode, type Verdict } from "./graph-codes";
import { asId, asNumber, asRecord, asText, isRecord } from "./loose-json";

/** An error object of Meta's Graph API, as an answer brings it. */
export interface GraphError {
  readonly code: number;
  readonly subcode: number | null;
  readonly title: string;
  readonly details: string | null;
  /** Meta's words for the user, in their language. */
  readonly userMessage: string | null;
  readonly isTransient: boolean;
  /** By which Meta's support finds the call. */
  readonly traceId: string | null;
  readonly httpStatus: number;
}

/** The error in an answer's body, or null if it has none that says what it is. */
export function graphErrorIn(body: unknown, httpStatus: number): GraphError | null {
  const { error } = asRecord(body);
  if (!isRecord(error)) return null;
  const code = asNumber(error.code);
  if (code === null) return null;
  return {
    code,
    subcode: asNumber(error.error_subcode),
    title: (asText(error.message) ?? `Error ${code}`).replace(/^\(#\d+\) ?/, ""),
    details: asText(asRecord(error.error_data).details),
    userMessage: asText(error.error_user_msg),
    isTransient: error.is_transient === true,
    traceId: asId(error.fbtrace_id),
    httpStatus,
  };
}

const MEDIA_TROUBLE = 131053;
/** Unknown object, and parameters that are wrong: of these the words tell whether it is the file. */
const PARAMETER_TROUBLES = new Set([33, 100, 131009]);

/** Whether a message may have been refused because Meta has not the file any more whose id it names. No page names a code for it. */
export const isMediaGone = ({ code, title, details }: Pick<GraphError, "code" | "title" | "details">): boolean =>
  code === MEDIA_TROUBLE || (PARAMETER_TROUBLES.has(code) && /\bmedia\b/i.test(`${title} ${details ?? ""}`));

/** What to do about an error. Meta asks not to build on the HTTP status; it decides only where the code says nothing. */
export function verdictOf(error: Pick<GraphError, "code" | "isTransient" | "httpStatus">): Verdict {
  const known = verdictOfCode(error.code);
  if (known) return known;
  if (error.httpStatus === 429)
    return { act: "slow-app", plain: "Too many calls were made. It is tried again by itself." };
  if (error.isTransient) return { act: "retry", plain: "Meta has a passing trouble. It is tried again by itself." };
  return { act: "refuse", plain: `Meta refused it with code ${error.code}: look at the details.` };
}
