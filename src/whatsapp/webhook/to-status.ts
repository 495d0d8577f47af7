import type { MessageError, Pricing, StatusUpdate as Update } from "@/conversation/status";
import { plainOfFailure } from "../graph-codes";
import { asId, asList, asNumber, asRecord, asText, asTime, isRecord, type Loose } from "../loose-json";

/** What Meta says became of a message of ours. */
export interface StatusUpdate extends Update {
  readonly waMessageId: string;
  /** What we sent along with the message: the id of its row. */
  readonly callbackData: string | null;
  /** Only where Meta says it: on "sent" and on one of "delivered" and "read". */
  readonly pricing: Pricing | null;
  /** Until when everything to this customer is free, since they came from an ad: on "sent" of the first answer. */
  readonly freeUntil: Date | null;
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
    pricing: isRecord(item.pricing) ? pricingOf(item.pricing) : null,
    freeUntil: freeUntil(asRecord(item.conversation)),
  };
}

const pricingOf = ({ billable, category, type, pricing_model: model }: Loose): Pricing => ({
  billable: billable === true,
  category: asId(category),
  type: asId(type),
  model: asId(model),
});

/** Meta's "free entry point": the customer tapped an ad or a page's button, and was answered within 24 hours. */
const freeUntil = ({ origin, expiration_timestamp: until }: Loose): Date | null =>
  asRecord(origin).type === "referral_conversion" ? dateOf(until) : null;

function dateOf(seconds: unknown): Date | null {
  const time = asTime(seconds);
  return time === null ? null : new Date(time);
}

/** In plain words where we have some, with Meta's beside. Old errors have `details` beside the code, newer ones in `error_data`. */
function errorOf(error: Loose): MessageError {
  const code = asNumber(error.code);
  const plain = code === null ? null : plainOfFailure(code);
  const title = asText(error.title) ?? asText(error.message);
  const details = asText(asRecord(error.error_data).details) ?? asText(error.details);
  return plain === null
    ? { code, title: title ?? `Error ${code ?? "without a code"}`, details }
    : { code, title: plain, details: details ?? title };
}
