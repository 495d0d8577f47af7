import { AppError } from "@/platform/errors";
import type { Emulation } from "../emulation";
import { tell } from "../store";
import { type CustomerAct, perform, targetIdOf } from "./customer-act";
import { type Ends, incomingBody } from "./incoming";

/** A customer reacts, edits or deletes: the message changes in the chat. Gives the webhook that tells of it. */
export function hearAct(
  emulation: Emulation,
  ends: Ends,
  { id, act, at }: { id: string; act: CustomerAct; at: Date },
): { body: object } {
  const { store } = emulation;
  const { chat } = ends;
  const message = chat.messages.find(({ waMessageId }) => waMessageId === targetIdOf(act));
  const outcome = perform(act, message, at);
  if ("refused" in outcome) throw new AppError("invalid", outcome.refused);
  store.acts.set(id, { phoneNumberId: chat.phoneNumberId, from: chat.customer, saidAt: at, act });
  if (message) tell(store, { kind: "changed", chat, message });
  return { body: incomingBody(emulation, ends, { id, at, part: outcome.json }) };
}
