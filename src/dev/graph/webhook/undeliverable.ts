import { record, text } from "../message/check";
import type { SentMessage, Store } from "../store";

export interface DeliveryFailure {
  code: number;
  title?: string;
  details?: string;
}

const OLDEST_TARGET_MS = 30 * 24 * 3_600_000;

/** Why a message that was accepted never reaches the customer: Meta says it in a failed status only. */
export function undeliverable(message: SentMessage, store: Store): DeliveryFailure | undefined {
  if (message.type !== "reaction") return undefined;
  const id = text(record(message.body["reaction"])["message_id"]);
  const why = whyNoReaction(id, store, message.receivedAt);
  return why === undefined ? undefined : { code: 131009, details: `The message to react to ${why}.` };
}

function whyNoReaction(id: string, store: Store, now: Date): string | undefined {
  const target = store.messages.get(id);
  const act = store.acts.get(id)?.act;
  if (act !== undefined && "reaction" in act) return "is a reaction itself";
  if (target === undefined) return store.overheard.has(id) ? undefined : "is not known";
  if (target.direction === "sent" && target.type === "reaction") return "is a reaction itself";
  if (target.direction === "heard" && target.deletedAt) return "was deleted";
  const at = target.direction === "sent" ? target.receivedAt : target.saidAt;
  return now.getTime() - at.getTime() > OLDEST_TARGET_MS ? "is older than 30 days" : undefined;
}
