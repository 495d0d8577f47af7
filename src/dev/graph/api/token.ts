import type { Call } from "./access";
import { metaError, type MetaProblem } from "./meta-error";
import type { Reply } from "./reply";
import type { Store } from "../store";

/** What is to be known about a token; one of which nothing is said is good for ever and for everything. */
export interface TokenFacts {
  /** The app it was given to, where that is not the app of a number. */
  appId?: string;
  /** What it opens besides numbers that name it as theirs. */
  phoneNumberIds?: readonly string[];
  expiresAt?: Date;
  scopes?: readonly string[];
  /** No longer good because its person changed the password, or because they took the app's rights away. */
  ended?: "password-changed" | "revoked";
}

export const SCOPES = ["whatsapp_business_management", "whatsapp_business_messaging"] as const;

const ENDED = {
  "password-changed": [460, "The session has been invalidated because the user changed their password."],
  revoked: [458, "The user has not authorized the application."],
} as const;

/** Why a token that is known opens nothing any more. */
export function tokenProblem({ expiresAt, ended }: TokenFacts, now: Date): MetaProblem | undefined {
  if (ended !== undefined) {
    const [subcode, why] = ENDED[ended];
    return { code: 190, subcode, message: `Error validating access token: ${why}` };
  }
  if (expiresAt === undefined || expiresAt > now) return undefined;
  const [then, today] = [expiresAt, now].map((at) => at.toUTCString());
  const message = `Error validating access token: Session has expired on ${then}. The current time is ${today}.`;
  return { code: 190, subcode: 463, message };
}

/** Refuses tokens that have ended, and calls that a token has no permission for. */
export function refusalOfToken(call: Call, store: Store): Reply | undefined {
  const facts = store.tokens.get(call.token ?? "") ?? {};
  const problem = tokenProblem(facts, new Date());
  if (problem !== undefined) return metaError(problem);
  const { scopes = SCOPES } = facts;
  const needed = scopeOf(call);
  return needed === undefined || scopes.includes(needed) ? undefined : metaError({ code: 10 });
}

function scopeOf({ path: [first, second = ""] }: Call): string | undefined {
  if (first === "debug_token") return undefined;
  return ["messages", "media"].includes(second) ? "whatsapp_business_messaging" : "whatsapp_business_management";
}
