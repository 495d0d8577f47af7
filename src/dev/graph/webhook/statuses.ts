import { announce } from "./announce";
import { findChat, openChat } from "../chat";
import type { Emulation } from "../emulation";
import { titleOf } from "../api/meta-error";
import { type Chat, type DeliveryAttempt, type SentMessage, type Store, tell } from "../store";
import { SENT_STATUSES, type SentStatus } from "./sent-status";
import { type DeliveryFailure, undeliverable } from "./undeliverable";
import { contactsOf, type HiddenPhones, phoneAs, seconds, webhookBody } from "./webhook-body";

export interface StatusReport {
  waMessageId: string;
  /** sent, delivered, read, failed; or whatever a test wants to see survived. */
  status: string;
  error?: DeliveryFailure;
  at?: Date;
  /** Needed only for a message the emulator did not accept itself. */
  phoneNumberId?: string;
  to?: string;
  opaque?: string;
}

/** Sends the statuses of an accepted message one after another, with the faults that are on. */
export async function followUp(emulation: Emulation, message: SentMessage): Promise<void> {
  const { missing = [], shuffled, double, lateMs = 0, failed } = emulation.faults.ofStatuses();
  if (emulation.statusesUpTo === "none") return;
  const error = undeliverable(message, emulation.store) ?? (failed === undefined ? undefined : { code: failed });
  const coming = error ? ["failed" as const] : stepsOf(message, emulation.statusesUpTo);
  const steps = coming.filter((step) => step === "failed" || !missing.includes(step));
  if (shuffled) steps.reverse();
  if (lateMs > 0) await emulation.timers.wait(lateMs);
  for (const status of double ? steps.flatMap((step) => [step, step]) : steps) {
    await reportStatus(emulation, { waMessageId: message.waMessageId, status, ...(error && { error }) });
  }
}

/** A reaction is never reported as delivered or read. */
function stepsOf(message: SentMessage, upTo: SentStatus): SentStatus[] {
  const last = message.type === "reaction" ? "sent" : upTo;
  return SENT_STATUSES.slice(0, SENT_STATUSES.indexOf(last) + 1);
}

/** Tells the app what became of a message. */
export async function reportStatus(emulation: Emulation, report: StatusReport): Promise<DeliveryAttempt> {
  const { store } = emulation;
  const { number, chat, message } = subjectOf(report, store);
  if (message && report.status === "read") {
    message.readAt ??= new Date();
    tell(store, { kind: "changed", chat, message });
  }
  const value = {
    ...(report.status !== "failed" && { contacts: contactsOf(chat, emulation.hiddenPhones) }),
    statuses: [statusJson(report, chat, { message, hidden: emulation.hiddenPhones })],
  };
  const { businessAccountId } = number;
  return announce(emulation, { businessAccountId, number, body: webhookBody(number, value) });
}

function subjectOf(report: StatusReport, store: Store) {
  const known = store.messages.get(report.waMessageId);
  const message = known?.direction === "sent" ? known : undefined;
  const { phoneNumberId, to } = { ...message, ...report };
  const number = store.numbers.get(phoneNumberId ?? "");
  if (number === undefined || to === undefined) {
    throw new Error(`${report.waMessageId} was not sent here: say phoneNumberId and to.`);
  }
  const address = { phoneNumberId: number.phoneNumberId, ...(/\D/.test(to) ? { userId: to } : { waId: to }) };
  return { number, chat: findChat(store, address.phoneNumberId, to) ?? openChat(store, address), message };
}

function statusJson(
  report: StatusReport,
  chat: Chat,
  { message, hidden }: { message: SentMessage | undefined; hidden: HiddenPhones },
) {
  const opaque = report.opaque ?? message?.opaque;
  const category = message?.type === "template" ? "utility" : "service";
  return {
    id: report.waMessageId,
    status: report.status,
    timestamp: seconds(report.at ?? new Date()),
    ...phoneAs("recipient_id", chat, hidden),
    ...(chat.userId && { recipient_user_id: chat.userId }),
    ...(chat.parentUserId && { recipient_parent_user_id: chat.parentUserId }),
    ...(opaque !== undefined && { biz_opaque_callback_data: opaque }),
    // Said with `sent` and with one of the later two.
    ...((report.status === "sent" || report.status === "delivered") && {
      pricing: { billable: true, pricing_model: "PMP", category, type: "regular" },
    }),
    ...(report.error && { errors: [errorJson(report.error)] }),
  };
}

function errorJson({ code, title = titleOf(code), details = title }: DeliveryFailure) {
  const href = "/documentation/business-messaging/whatsapp/support/error-codes";
  return { code, title, message: title, error_data: { details }, href };
}
