import { randomBytes } from "node:crypto";
import type { Reply } from "./reply";

/** Meta's status and title for each code (developers.facebook.com, WhatsApp error codes, May 2026). */
const KNOWN: Record<number, readonly [status: number, title: string, subcode?: number]> = {
  1: [400, "An unknown error occurred"],
  2: [503, "Service temporarily unavailable"],
  3: [500, "Capability or permissions issue"],
  4: [400, "Application request limit reached"],
  10: [403, "Application does not have permission for this action"],
  100: [400, "Invalid parameter"],
  190: [401, "Invalid OAuth access token"],
  200: [403, "Permissions error"],
  368: [403, "Temporarily blocked for policies violations"],
  2200: [400, "Callback verification failed"],
  613: [429, "Calls to this api have exceeded the rate limit"],
  80007: [400, "Rate limit issues"],
  130429: [400, "Rate limit hit", 2494055],
  130472: [400, "User's number is part of an experiment"],
  130497: [403, "Business account is restricted from messaging users in this country"],
  131000: [500, "Something went wrong"],
  131005: [403, "Access denied"],
  131008: [400, "Required parameter is missing"],
  131009: [400, "Parameter value is not valid"],
  131016: [500, "Service unavailable"],
  131021: [400, "Recipient cannot be sender"],
  131026: [400, "Message undeliverable"],
  131030: [400, "Recipient phone number not in allowed list"],
  131031: [403, "Account has been locked"],
  131042: [400, "Business eligibility payment issue"],
  131045: [400, "Incorrect certificate"],
  131047: [400, "Re-engagement message"],
  131048: [400, "Spam rate limit hit"],
  131049: [400, "This message was not delivered to maintain healthy ecosystem engagement."],
  131050: [400, "User has stopped receipt of marketing messages from this business"],
  131051: [400, "Unsupported message type"],
  131053: [400, "Media upload error"],
  131059: [400, "Invalid cursor"],
  131056: [400, "(Business Account, Consumer Account) pair rate limit hit"],
  131057: [500, "Account in maintenance mode"],
  132001: [404, "Template name does not exist in the translation"],
  132005: [400, "Hydrated text too long"],
  132012: [400, "Parameter format does not match format in the created template"],
  132015: [400, "Template is paused"],
  132016: [400, "Template is disabled"],
  132018: [400, "There's an issue with the parameters in your template"],
  133004: [503, "Server Temporarily Unavailable"],
  131062: [400, "Authentication templates need a phone number"],
  132000: [400, "Number of parameters does not match the expected number of params"],
  133005: [400, "Two step verification PIN Mismatch"],
  133006: [400, "Phone number re-verification needed"],
  133008: [400, "Too Many two step verification PIN Guesses"],
  133010: [400, "Phone number not registered"],
  136024: [400, "Request code error"],
  136025: [400, "Verify code error"],
  133016: [400, "Account register/deregister rate limit exceeded"],
};

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
  return KNOWN[code]?.[1] ?? "Unknown error";
}

/** Refuses a call with Meta's error object. */
export function metaError(problem: MetaProblem): Reply {
  const [status, , usualSubcode] = KNOWN[problem.code] ?? [400];
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
