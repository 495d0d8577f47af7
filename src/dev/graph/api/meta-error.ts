import { randomBytes } from "node:crypto";
import { META_CODES } from "./meta-codes";
import type { Reply } from "./reply";

export interface MetaProblem {
  code: number;
  details?: string;
  subcode?: number;
  /** Meta's own HTTP status unless given: its answers are known to disagree with its pages. */
  status?: number;
  /** The whole sentence, where Meta's is not "(#code) title". */
  message?: string;
  /** Words for people. */
  userTitle?: string;
  userMessage?: string;
  type?: string;
}

/** The title Meta gives a code, as it stands in answers and in failed statuses. */
export function titleOf(code: number): string {
  return META_CODES[code]?.[1] ?? "Unknown error";
}

/** Refuses a call with Meta's error object. */
export function metaError(problem: MetaProblem): Reply {
  const [status, , usualSubcode] = META_CODES[problem.code] ?? [400];
  const subcode = problem.subcode ?? usualSubcode;
  const error = {
    message: problem.message ?? `(#${problem.code}) ${titleOf(problem.code)}`,
    type: problem.type ?? "OAuthException",
    code: problem.code,
    ...(problem.details && { error_data: { messaging_product: "whatsapp", details: problem.details } }),
    ...(subcode && { error_subcode: subcode }),
    ...(problem.userMessage && {
      is_transient: false,
      error_user_title: problem.userTitle,
      error_user_msg: problem.userMessage,
    }),
    fbtrace_id: `A${randomBytes(16).toString("base64url")}`,
  };
  return { status: problem.status ?? status, body: { error } };
}
