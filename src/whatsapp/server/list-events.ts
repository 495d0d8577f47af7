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
      connection: { select: { id: true, name: true } },
      contact: { select: { id: true, name: true, waId: true } },
    },
  });
  const items = found.slice(0, PAGE).map(({ payload, ...event }) => ({
    ...event,
    detail: eventDetail({ ...event, payload }),
  }));
  return { items, nextCursor: found.length > PAGE ? (items.at(-1)?.id ?? null) : null };
}

export type ListedEvent = Awaited<ReturnType<typeof listEvents>>["items"][number];
