import { type Call, noSuchObject, numbersOf } from "./access";
import { addMessage, digits, openChat } from "../chat";
import type { Emulation } from "../emulation";
import { played } from "../exchange/played";
import type { CallFault } from "../faults";
import { record, text } from "../message/check";
import { shownText, typeOf } from "../message/read-body";
import { problemIn } from "../message/validate";
import { react } from "../reactions";
import { faultyAnswer } from "./faulty-answer";
import { metaError } from "./meta-error";
import { ok, type Reply } from "./reply";
import { followUp } from "../webhook/statuses";
import { undeliverable } from "../webhook/undeliverable";
import { type Chat, type SentMessage, type Store, tell } from "../store";
import { wamid } from "../wamid";
import { markHeardRead } from "./mark-read";
import { type Send, sendRefusal } from "./send-refusal";

type Fields = Record<string, unknown>;

/** `POST /{phone number id}/messages`. No idempotency, as at Meta: every accepted call is a message to the customer. */
export async function postMessages(call: Call, emulation: Emulation): Promise<Reply> {
  const [phoneNumberId = ""] = call.path;
  const number = numbersOf(emulation.store, call.token).find((known) => known.phoneNumberId === phoneNumberId);
  if (number === undefined) return noSuchObject(phoneNumberId);
  const body = record(call.body);
  if (body["status"] !== undefined) return markHeardRead(emulation, body);
  const problem = problemIn(body);
  if (problem !== undefined) return metaError(problem);
  const send: Send = { number, body, to: customerOf(body) };
  const refusal = sendRefusal(send, emulation);
  if (refusal !== undefined) return metaError(refusal);
  const fault = emulation.faults.take({ phoneNumberId, to: send.to, type: typeOf(body), body });
  const reply = faultyAnswer(fault) ?? (await accept(send, emulation, fault));
  return fault ? { ...reply, played: played(fault) } : reply;
}

/** `to` wins when both are given. */
function customerOf({ to, recipient }: Fields): string {
  return to === undefined ? text(recipient) : digits(text(to));
}

async function accept(send: Send, emulation: Emulation, fault: CallFault | undefined): Promise<Reply> {
  const message = handToCustomer(send, emulation);
  const statusesFirst = emulation.faults.ofStatuses().early === true;
  if (statusesFirst) await followUp(emulation, message);
  if (fault?.kind === "slow") await emulation.timers.wait(fault.ms);
  const { to, recipient } = send.body;
  const contact = to === undefined ? { input: recipient, user_id: recipient } : { input: to, wa_id: send.to };
  return {
    ...ok({
      messaging_product: "whatsapp",
      contacts: [contact],
      messages: [{ id: message.waMessageId, ...(message.type === "template" && { message_status: "accepted" }) }],
    }),
    cut: fault?.kind === "cut",
    afterwards: () => void (statusesFirst || followUp(emulation, message)),
  };
}

function handToCustomer({ number, to, body }: Send, { store }: Emulation): SentMessage {
  const { phoneNumberId } = number;
  const chat = openChat(store, { phoneNumberId, ...(body["to"] === undefined ? { userId: to } : { waId: to }) });
  const message: SentMessage = {
    direction: "sent",
    waMessageId: wamid(chat.customer, "sent"),
    phoneNumberId,
    to: chat.customer,
    type: typeOf(body),
    text: shownText(body),
    body,
    opaque: text(body["biz_opaque_callback_data"]) || undefined,
    receivedAt: new Date(),
  };
  if (message.type === "reaction") reactTo(message, chat, store);
  else addMessage(store, chat, message);
  return message;
}

/** To the API a reaction is a message; in the chat it stands at its target. */
function reactTo(message: SentMessage, chat: Chat, store: Store): void {
  store.messages.set(message.waMessageId, message);
  const { message_id: id, emoji } = record(message.body["reaction"]);
  const target = chat.messages.find(({ waMessageId }) => waMessageId === id);
  if (target === undefined || undeliverable(message, store)) return;
  react(target, { from: "business", emoji: text(emoji) });
  tell(store, { kind: "changed", chat, message: target });
}
