import type { EventData, EventName } from "./event";

/** As many as an event holds besides its own: with ids of Meta at their longest some 8 KB of Pusher's 10. */
const MOST_ALSO = 30;

/** How two events about one subject, the newer right behind the older, become one; null where something would be lost. */
interface Joining<Name extends EventName> {
  readonly subject: (data: EventData<Name>) => string;
  readonly join: (older: EventData<Name>, newer: EventData<Name>) => EventData<Name> | null;
}

const newest = <Data>(_: Data, newer: Data): Data => newer;

const JOININGS: { readonly [Name in EventName]?: Joining<Name> } = {
  "message:status": { subject: ({ conversationId }) => conversationId, join: joinStatuses },
  "conversation:updated": {
    subject: ({ conversationId }) => conversationId,
    join: (older, newer) => (newer.to < older.to ? null : { ...newer, from: Math.min(older.from, newer.from) }),
  },
  // Who hears of an event asks for the list: one tells of all.
  "event:received": { subject: () => "", join: newest },
  "campaign:progress": { subject: ({ campaignId }) => campaignId, join: newest },
  "connection:health": { subject: ({ connectionId }) => connectionId, join: newest },
};

const joiningOf = <Name extends EventName>(event: Name): Joining<Name> | undefined => JOININGS[event];

/** What an event is about, if a newer one about the same may join it. */
export const subjectOf = <Name extends EventName>(event: Name, data: EventData<Name>): string | null =>
  joiningOf(event)?.subject(data) ?? null;

/** One event that says all that these two of one subject say, or null. */
export const joinEvents = <Name extends EventName>(
  event: Name,
  older: EventData<Name>,
  newer: EventData<Name>,
): EventData<Name> | null => joiningOf(event)?.join(older, newer) ?? null;

/**
 * Each message's last status, over the revisions of both. Only where no revision lies between them: a screen takes all that an
 * event spans for known, and would never ask for what happened there.
 */
function joinStatuses(
  older: EventData<"message:status">,
  newer: EventData<"message:status">,
): EventData<"message:status"> | null {
  if (older.to !== newer.from) return null;
  const { messageId, waMessageId, status, to, error, also: others = [] } = older;
  // Why a message failed can be long, so only the newest of an event says it.
  if (error && messageId !== newer.messageId) return null;
  const told = [...others, { messageId, waMessageId, status, to }, ...(newer.also ?? [])];
  const lastOf = new Map(told.map((one) => [one.messageId, one]));
  lastOf.delete(newer.messageId);
  if (lastOf.size > MOST_ALSO) return null;
  return { ...newer, from: older.from, also: [...lastOf.values()] };
}
