import { isOfferedToFlows } from "@/conversation/message";
import { accepts, isPatient } from "./engine/accepts";
import type { Graph } from "./engine/graph";
import { isExpired, type InboundMessage, type Session } from "./session";
import { chooseTrigger, type Contender, type TriggerChoice } from "./trigger";

/** Two bots that answer each other stop here. */
export const DEFAULT_MOVES_PER_HOUR = 120;

interface Facts<Entry extends Contender> {
  readonly message: InboundMessage;
  /** Handed off, or taken over. */
  readonly ownedByPerson: boolean;
  /** The session of this conversation that has not ended, with the version it is pinned to. */
  readonly live: { readonly graph: Graph; readonly session: Session } | null;
  /** Every trigger of every Active flow that serves this connection. */
  readonly contenders: readonly Entry[];
  readonly movesLastHour: number;
  readonly maxMovesPerHour?: number;
}

export type Route<Entry extends Contender> =
  | { readonly do: "nothing"; readonly why: "owned-by-person" | "not-offered" | "too-many-moves" | "no-trigger" }
  /** The session moves with the message. */
  | { readonly do: "continue"; readonly why: "accepted" | "not-accepted" }
  /** The session moves with the message, which only records it: a person should see that nobody answered. */
  | { readonly do: "record"; readonly why: "waits-for-something-else" }
  /** A flow starts; a live session is ended first. */
  | ({ readonly do: "start"; readonly winner: Entry; readonly interrupting: boolean } & Pick<
      TriggerChoice<Entry>,
      "losers"
    >);

/** What a message does to a conversation: one flow at most, and the one that waits for it first. */
export function routeMessage<Entry extends Contender>(facts: Facts<Entry>): Route<Entry> {
  const { message, live, contenders } = facts;
  if (!isOfferedToFlows(message.incoming)) return { do: "nothing", why: "not-offered" };
  if (facts.ownedByPerson) return { do: "nothing", why: "owned-by-person" };
  if (facts.movesLastHour >= (facts.maxMovesPerHour ?? DEFAULT_MOVES_PER_HOUR)) {
    return { do: "nothing", why: "too-many-moves" };
  }
  const waiting = live && !isExpired(live.session, message.at) ? live : null;
  if (waiting && accepts(waiting.graph, waiting.session, message)) return { do: "continue", why: "accepted" };

  // Only a keyword that is the whole message may take a waiting customer elsewhere.
  const eligible = waiting ? contenders.filter(({ trigger }) => trigger.match === "exact") : contenders;
  const { winner, losers } = chooseTrigger(eligible, message.incoming);
  if (winner) return { do: "start", winner, losers, interrupting: live !== null };
  if (!waiting) return { do: "nothing", why: "no-trigger" };
  return isPatient(waiting.graph, waiting.session)
    ? { do: "record", why: "waits-for-something-else" }
    : { do: "continue", why: "not-accepted" };
}
