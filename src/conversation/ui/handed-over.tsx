import { Notice } from "@/ui/notice";
import type { ConversationSummary } from "../conversation-summary";

/** Why a flow asks for a person here. */
export function HandedOver({ conversation: { handOff, state } }: { conversation: ConversationSummary }) {
  if (!handOff) return null;
  const { queue, note } = handOff;
  return (
    <Notice
      tone={state === "waiting" ? "warn" : "neutral"}
      title={queue ? `The flow asks for a person: ${queue}` : "The flow asks for a person"}
      className="mx-3 mb-2 shrink-0 md:mx-4"
    >
      {note && <p className="whitespace-pre-wrap">{note}</p>}
    </Notice>
  );
}
