import type { Emulation } from "../emulation";
import { text } from "../message/check";
import type { DeliveryAttempt } from "../store";
import { announce } from "../webhook/announce";
import { accountBody } from "../webhook/webhook-body";
import { type GraphTemplate, partOf, type TemplateStatus } from "./template";

/** What the review, or Meta's look at quality later, says about a template. */
export interface Verdict {
  status: TemplateStatus;
  /** Why it was rejected: `INVALID_FORMAT`, `SCAM`, `TAG_CONTENT_MISMATCH`. */
  reason?: string;
}

/** Undefined leaves it pending, for somebody to decide. */
export type Review = (template: GraphTemplate) => Verdict | undefined;

/** Rejects what has no words of its own, approves the rest. */
export const reviewByRule: Review = (template) => {
  const words = text(partOf(template.components, "BODY")?.["text"]).replace(/\{\{.*?\}\}/g, "");
  const empty = template.category !== "AUTHENTICATION" && !/\p{L}/u.test(words);
  return empty ? { status: "REJECTED", reason: "INVALID_FORMAT" } : { status: "APPROVED" };
};

/** A template becomes what the verdict says, and the account's app hears of it. */
export function decide(emulation: Emulation, template: GraphTemplate, verdict: Verdict): Promise<DeliveryAttempt> {
  const { status, reason } = verdict;
  Object.assign(template, { status, rejectedReason: status === "REJECTED" ? (reason ?? "INVALID_FORMAT") : "NONE" });
  return tellOfTemplate(emulation, template, { event: status, ...more(template) });
}

/** `message_template_status_update`; also for templates that are no more. */
export function tellOfTemplate(
  emulation: Emulation,
  { businessAccountId, id, name, language, category }: GraphTemplate,
  { event, reason = "NONE", ...rest }: { event: string; reason?: string } & Record<string, unknown>,
): Promise<DeliveryAttempt> {
  const value = {
    event,
    message_template_id: Number(id),
    message_template_name: name,
    message_template_language: language,
    reason,
    message_template_category: category,
    ...rest,
  };
  const body = accountBody(businessAccountId, "message_template_status_update", value);
  return announce(emulation, { businessAccountId, body });
}

function more({ status, rejectedReason }: GraphTemplate): Record<string, unknown> & { reason?: string } {
  if (status === "REJECTED") return { reason: rejectedReason ?? "NONE" };
  if (status === "PAUSED")
    return { other_info: { title: "FIRST_PAUSE", description: "Paused because of negative feedback." } };
  return status === "DISABLED" ? { disable_info: { disable_date: new Date().toDateString() } } : {};
}
