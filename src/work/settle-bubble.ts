import type { Change } from "@/conversation/change";
import { lockDeliveryId } from "@/conversation/server/lock-delivery-ids";
import { noteOnMessage, reviseMessage } from "@/conversation/server/revise-message";
import type { MessageError } from "@/conversation/status";
import type { Sql } from "@/platform/db/door";
import { isMediaGone, verdictOf, type GraphError } from "@/whatsapp/graph-error";
import type { MessageProblem } from "@/whatsapp/limits";
import type { SendOutcome, UploadOutcome } from "@/whatsapp/server/graph";
import { applyReports } from "./apply-reports";
import { forgetUpload } from "./forget-upload";
import { pauseSends, stopConnection } from "./hold-connection";
import type { Registration } from "./register-number";
import { MOST_ATTEMPTS, retrySeconds } from "./retry-seconds";
import type { BubbleToSend } from "./take-bubble";

/** What a send or an upload came to: Meta's answer, or that Meta would not take it. */
export type Answer =
  | SendOutcome
  | UploadOutcome
  | { readonly kind: "not-composed"; readonly problems: readonly MessageProblem[] }
  | { readonly kind: "unregistered"; readonly code: number; readonly then: Registration };

/** What was attempted for a message: to send it, or to upload its file. */
export type Attempt = Pick<BubbleToSend, "messageId" | "connectionId" | "attempts" | "connection">;

/** Phase (iii) of a send or an upload: writes down what it came to, unless a status that overtook the answer has done so. */
export async function settleBubble(sql: Sql, bubble: Attempt, answer: Answer): Promise<readonly Change[]> {
  const changes = await settle(sql, bubble, answer);
  // After the conversation: everybody locks a connection's row last.
  if ("restSeconds" in answer && answer.restSeconds > 0) {
    await pauseSends(sql, bubble.connectionId, { scope: "account", seconds: answer.restSeconds });
  }
  return changes;
}

async function settle(sql: Sql, bubble: Attempt, answer: Answer): Promise<readonly Change[]> {
  if (answer.kind !== "accepted" && !(await isStillPending(sql, bubble))) return [];
  switch (answer.kind) {
    case "accepted":
      return accept(sql, bubble, answer.waMessageId);
    case "uploaded":
      return keepUpload(sql, bubble, answer.mediaId);
    case "unknown":
      return reviseMessage(sql, bubble.messageId, { status: "Unknown" });
    case "not-sent":
      return retry(sql, bubble, { error: { title: `Meta could not be reached: ${answer.why}`, reason: "not-sent" } });
    case "not-composed":
      return fail(sql, bubble, {
        title: answer.problems.map(({ field, why }) => `${field} ${why}`).join("; "),
        reason: "not-composed",
      });
    case "refused":
      return (await uploadsAgain(sql, bubble, answer.error)) ? [] : refuse(sql, bubble, answer.error);
    case "unregistered":
      return goAgain(sql, bubble, answer);
  }
}

/** The conversation's row is locked first, as by everybody who changes its messages; only then is what they wrote seen. */
async function isStillPending(sql: Sql, { messageId }: Attempt): Promise<boolean> {
  await sql.query(
    "select 1 from conversations where id = (select conversation_id from messages where id = $1) for update",
    [messageId],
  );
  const [message] = await sql.query<{ status: string }>("select status from messages where id = $1", [messageId]);
  return message?.status === "Pending";
}

/** Meta's acceptance counts as the first report; those that overtook it were parked and follow now. */
async function accept(sql: Sql, bubble: Attempt, waMessageId: string): Promise<readonly Change[]> {
  const { connectionId, messageId } = bubble;
  await lockDeliveryId(sql, connectionId, waMessageId);
  const accepted = { waMessageId, status: "sent", at: new Date(), errors: [], callbackData: messageId, eventId: null };
  const { changes } = await applyReports(sql, connectionId, [accepted]);
  return changes;
}

/** Nothing that a screen shows. The tries that are left are for the message. */
async function keepUpload(sql: Sql, bubble: Attempt, mediaId: string): Promise<readonly Change[]> {
  const { messageId, connection, attempts } = bubble;
  await sql.query(
    `update message_media set media_id = $2, uploaded_for = $3, uploaded_at = clock_timestamp(), uploads = uploads + 1
     where message_id = $1`,
    [messageId, mediaId, connection.phoneNumberId],
  );
  await noteOnMessage(sql, messageId, { attempts: attempts - 1 });
  return [];
}

/** Whether the message goes again at once, once its file is uploaded anew. */
async function uploadsAgain(sql: Sql, { messageId }: Attempt, error: GraphError): Promise<boolean> {
  if (!isMediaGone(error) || !(await forgetUpload(sql, messageId))) return false;
  await noteOnMessage(sql, messageId, { attemptedAt: null });
  return true;
}

async function refuse(sql: Sql, bubble: Attempt, error: GraphError): Promise<readonly Change[]> {
  const { act, plain, waitSeconds } = verdictOf(error);
  const failure: MessageError = { code: error.code, title: plain, details: error.details ?? error.title };
  switch (act) {
    case "retry":
    case "slow-pair":
      return retry(sql, bubble, { error: failure, ...(waitSeconds !== undefined && { waitSeconds }) });
    case "slow-number":
    case "slow-account":
    case "slow-app":
      await unattempt(sql, bubble);
      await pauseSends(sql, bubble.connectionId, { scope: SLOW[act], seconds: waitSeconds ?? retrySeconds(1) });
      return [];
    case "register":
    case "stop-connection":
      await unattempt(sql, bubble);
      await stopConnection(sql, bubble.connectionId, { plain, code: error.code, asOf: bubble.connection.asOf });
      return [];
    case "window-closed":
      return fail(sql, bubble, { ...failure, reason: "window-closed" });
    case "refuse":
    case "later":
      return fail(sql, bubble, failure);
  }
}

const SLOW = { "slow-number": "number", "slow-account": "account", "slow-app": "app" } as const;

async function retry(
  sql: Sql,
  bubble: Attempt,
  { error, waitSeconds }: { error: MessageError; waitSeconds?: number },
): Promise<Change[]> {
  if (bubble.attempts >= MOST_ATTEMPTS) return fail(sql, bubble, error);
  const seconds = waitSeconds ?? retrySeconds(bubble.attempts);
  await noteOnMessage(sql, bubble.messageId, {
    attemptedAt: null,
    nextAttemptAt: new Date(Date.now() + seconds * 1000),
  });
  return [];
}

async function goAgain(
  sql: Sql,
  bubble: Attempt,
  { code, then }: Extract<Answer, { kind: "unregistered" }>,
): Promise<Change[]> {
  await unattempt(sql, bubble);
  const { connectionId, connection } = bubble;
  if (then.kind === "stop") await stopConnection(sql, connectionId, { plain: then.plain, code, asOf: connection.asOf });
  else if (then.seconds > 0) await pauseSends(sql, connectionId, { scope: "number", seconds: then.seconds });
  return [];
}

/** What holds up the whole number is no try of this message. */
const unattempt = (sql: Sql, { messageId, attempts }: Attempt) =>
  noteOnMessage(sql, messageId, { attemptedAt: null, attempts: attempts - 1 });

const fail = (sql: Sql, { messageId }: Attempt, error: MessageError): Promise<Change[]> =>
  reviseMessage(sql, messageId, { status: "Failed", error, failedAt: new Date() });
