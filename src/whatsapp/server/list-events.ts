import type { Database } from "@/platform/db/in-organization";
import { eventDetail } from "../event-detail";
import type { EventState } from "../event-state";

const PAGE = 50;

export interface EventFilter {
  readonly state?: EventState | undefined;
  readonly kind?: string | undefined;
  /** The id of the last event that is known: older ones follow. */
  readonly cursor?: string | undefined;
}

/** A page of events, newest first. `nextCursor` is null when there is nothing older. */
export async function listEvents(db: Database, { state, kind, cursor }: EventFilter) {
  const found = await db.webhookEvent.findMany({
    where: { ...(state && { state }), ...(kind && { kind }), ...(cursor && { id: { lt: cursor } }) },
    orderBy: { id: "desc" },
    take: PAGE + 1,
    select: {
      id: true,
      field: true,
      kind: true,
      state: true,
      outcome: true,
      error: true,
      tries: true,
      payload: true,
      createdAt: true,
      processedAt: true,
      conversationId: true,
      waMessageId: true,
      connection: { select: { id: true, name: true } },
      contact: { select: { id: true, name: true, waId: true } },
    },
  });
  const page = found.slice(0, PAGE);
  const told = await toldOf(db, page);
  const items = page.map(({ payload, waMessageId, ...event }) => ({
    ...event,
    ...(event.contact === null && told.get(`${event.connection?.id ?? ""} ${waMessageId ?? ""}`)),
    detail: eventDetail({ ...event, payload }),
  }));
  return { items, nextCursor: found.length > PAGE ? (items.at(-1)?.id ?? null) : null };
}

interface Told {
  readonly waMessageId: string | null;
  readonly contact: unknown;
  readonly connection: { readonly id: string } | null;
}

/** Whose message a status tells of: it names the message only. */
async function toldOf(db: Database, events: readonly Told[]) {
  const ids = events.flatMap(({ contact, waMessageId }) => (contact === null && waMessageId ? [waMessageId] : []));
  if (ids.length === 0) return new Map<string, never>();
  const messages = await db.message.findMany({
    where: {
      waMessageId: { in: ids },
      connectionId: { in: [...new Set(events.flatMap(({ connection }) => connection?.id ?? []))] },
    },
    select: {
      connectionId: true,
      waMessageId: true,
      conversationId: true,
      conversation: { select: { contact: { select: { id: true, name: true, waId: true } } } },
    },
  });
  return new Map(
    messages.map(({ connectionId, waMessageId, conversationId, conversation }) => [
      `${connectionId} ${waMessageId ?? ""}`,
      { conversationId, contact: conversation.contact },
    ]),
  );
}

export type ListedEvent = Awaited<ReturnType<typeof listEvents>>["items"][number];
