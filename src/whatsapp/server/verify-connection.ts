import { markUnproved, markVerified, readProof, type Proof } from "@/organization/server/verification";
import { sqlInOrganization } from "@/platform/db/in-organization";
import { AppError } from "@/platform/errors";
import { log } from "@/platform/log";
import { verdictOf } from "../graph-error";
import { debugToken, readPhoneNumber, type PhoneNumber } from "./graph";
import type { Unanswered } from "./graph-call";

export type Verification = { readonly verified: true } | { readonly verified: false; readonly reason: string };

interface Doubt {
  readonly reason: string;
  /** A passing trouble says nothing about the connection: it is told, and not kept. */
  readonly passing: boolean;
}

/**
 * Lets the connection's own token prove that the number is the organization's: typing an id proves nothing. What Meta
 * says is kept for the screen; a refusal is an outcome, not an error.
 */
export async function verifyConnection(organizationId: string, connectionId: string): Promise<Verification> {
  const proof = await sqlInOrganization(organizationId, (sql) => readProof(sql, connectionId));
  const found = await examine(proof);
  if ("passing" in found && found.passing) return { verified: false, reason: found.reason };
  const conflict = "passing" in found ? found : await claim(organizationId, proof, found);
  if (!conflict) return { verified: true };
  await sqlInOrganization(organizationId, (sql) => markUnproved(sql, proof, conflict.reason));
  return { verified: false, reason: conflict.reason };
}

/** For a connection that was saved just now: saved it stays, whatever becomes of the check. */
export const verifySaved = (organizationId: string, connectionId: string): Promise<Verification> =>
  verifyConnection(organizationId, connectionId).catch((error: unknown) => {
    log.error({ err: error, organizationId, connectionId }, "A saved connection could not be verified");
    return { verified: false, reason: "It could not be checked just now. Check it again." };
  });

async function claim(organizationId: string, proof: Proof, number: PhoneNumber): Promise<{ reason: string } | null> {
  try {
    await sqlInOrganization(organizationId, (sql) => markVerified(sql, proof, number));
    return null;
  } catch (error) {
    if (error instanceof AppError && error.code === "conflict") return { reason: error.message };
    throw error;
  }
}

/** The number, which the token reads under its account and belongs to the app it names; or why it may not be theirs. */
async function examine({ accessToken, ...proof }: Proof): Promise<PhoneNumber | Doubt> {
  if (accessToken === null) return lasting("There is no access token yet.");
  const { appSecret, appId, phoneNumberId, businessAccountId } = proof;
  const access = { accessToken, appSecret };
  const read = await readPhoneNumber({ ...access, phoneNumberId, businessAccountId });
  if (read.kind === "not-found") {
    return lasting(
      `The access token reads no number ${phoneNumberId} under the business account ${businessAccountId}.`,
    );
  }
  if (read.kind !== "found") return unanswered(read);
  if (appId === null) return read.number;
  const asked = await debugToken(access);
  if (asked.kind !== "read") return unanswered(asked);
  if (!asked.token.isValid) return lasting("Meta says that the access token is not valid.");
  return asked.token.appId === appId ? read.number : lasting(`The access token belongs to another app than ${appId}.`);
}

const lasting = (reason: string): Doubt => ({ reason, passing: false });

function unanswered(answer: Unanswered): Doubt {
  if (answer.kind !== "refused") return { reason: `Meta could not be asked: ${answer.why}.`, passing: true };
  const { error } = answer;
  const { act } = verdictOf(error);
  const said = [error.userMessage ?? error.title, error.details].filter(Boolean).join(" ");
  return { reason: `Meta says: ${said}`, passing: act === "retry" || act.startsWith("slow-") };
}
