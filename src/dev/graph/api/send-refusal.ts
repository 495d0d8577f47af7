import { digits, findChat, windowIsOpen } from "../chat";
import type { Emulation } from "../emulation";
import { record, text } from "../message/check";
import { typeOf } from "../message/read-body";
import type { MetaProblem } from "./meta-error";
import type { GraphNumber } from "../store";
import { templateProblem, templatesOf } from "../template/sendable";

export interface Send {
  number: GraphNumber;
  /** The customer: digits or a user id. */
  to: string;
  body: Record<string, unknown>;
}

const LATE =
  "Message failed to send because more than 24 hours have passed since the customer last replied to this number.";
const GONE = "There is no media with this id, or it has expired.";
const NOT_ON_LIST =
  "Recipient phone number not in allowed list: Add recipient phone number to recipient list and try again.";

/** Why a message that is well formed may not be sent by this number, to this customer, now. */
export function sendRefusal(send: Send, { store, window, rates, media }: Emulation): MetaProblem | undefined {
  const { number, to, body } = send;
  const { phoneNumberId, allowedRecipients } = number;
  if (number.registered === false) return { code: 133010 };
  const template = typeOf(body) === "template" ? record(body["template"]) : undefined;
  const templates = templatesOf(store, number.businessAccountId);
  const unfit = template && templateProblem(template, { templates, toPhone: body["to"] !== undefined });
  if (unfit !== undefined) return unfit;
  if (to === digits(number.displayPhoneNumber)) return { code: 131021 };
  if (allowedRecipients && !allowedRecipients.map(digits).includes(to)) return { code: 131030, details: NOT_ON_LIST };
  if (media.isOver(text(record(body[typeOf(body)])["id"]))) return { code: 131053, details: GONE };
  const now = new Date();
  if (window && !template && !windowIsOpen(findChat(store, phoneNumberId, to), now))
    return { code: 131047, details: LATE };
  return rates.tooFast({ phoneNumberId, to }, now.getTime());
}
