import type { MessageError, StatusUpdate as Update } from "@/conversation/status";
import { asId, asList, asNumber, asPhone, asRecord, asText, asTime, isRecord, type Loose } from "../loose-json";

/** What Meta says became of a message of ours. */
export interface StatusUpdate extends Update {
  readonly waMessageId: string;
  /** What we sent along with the message: the id of its row. */
  readonly callbackData: string | null;
  readonly recipient: { readonly phone: string | null; readonly userId: string | null };
  /** Only where Meta says it: on "sent" and on one of "delivered" and "read". */
  readonly pricing: { readonly billable: boolean; readonly category: string | null } | null;
  /** Until when answers are free, and why. */
  readonly conversation: { readonly origin: string | null; readonly expiresAt: Date | null } | null;
}

/** A status item's payload; null if it names no message or no status. */
export function toStatus(payload: unknown): StatusUpdate | null {
  const item = asRecord(asList(asRecord(payload).statuses)[0]);
  const waMessageId = asId(item.id);
  const status = asId(item.status);
  if (waMessageId === null || status === null) return null;
  return {
    waMessageId,
    status,
    at: dateOf(item.timestamp),
    errors: asList(item.errors).filter(isRecord).map(errorOf),
    callbackData: asText(item.biz_opaque_callback_data),
    recipient: { phone: asPhone(item.recipient_id), userId: asId(item.recipient_user_id) },
    pricing: isRecord(item.pricing)
      ? { billable: item.pricing.billable === true, category: asId(item.pricing.category) }
      : null,
    conversation: isRecord(item.conversation) ? conversationOf(item.conversation) : null,
  };
}

function dateOf(seconds: unknown): Date | null {
  const time = asTime(seconds);
  return time === null ? null : new Date(time);
}

/** Old errors have `details` beside the code, newer ones in `error_data`. */
function errorOf(error: Loose): MessageError {
  const code = asNumber(error.code);
  return {
    code,
    title: asText(error.title) ?? asText(error.message) ?? `Error ${code ?? "without a code"}`,
    details: asText(asRecord(error.error_data).details) ?? asText(error.details),
  };
}

const conversationOf = (conversation: Loose): StatusUpdate["conversation"] => ({
  origin: asId(asRecord(conversation.origin).type),
  expiresAt: dateOf(conversation.expiration_timestamp),
});
