import type { Database } from "@/platform/db/in-organization";
import { AppError } from "@/platform/errors";
import { effectsIn } from "../effects-in";

const MESSAGE = {
  id: true,
  direction: true,
  sender: true,
  type: true,
  content: true,
  status: true,
  error: true,
  effectId: true,
  createdAt: true,
} as const;

const CONTACT = { id: true, name: true, waId: true } as const;

/** One event: what came, what it was understood as, and all that followed from it. */
export async function readEvent(db: Database, id: string) {
  const event = await db.webhookEvent.findUnique({
    where: { id },
    select: {
      id: true,
      field: true,
      kind: true,
      state: true,
      outcome: true,
      error: true,
      tries: true,
      payload: true,
      trace: true,
      waMessageId: true,
      happenedAt: true,
      createdAt: true,
      processedAt: true,
      conversationId: true,
      connection: { select: { id: true, name: true, displayPhoneNumber: true } },
      contact: { select: CONTACT },
    },
  });
  if (!event) throw new AppError("not-found", "There is no such event.");
  const { waMessageId, connection, trace } = event;
  const message =
    waMessageId === null || connection === null
      ? null
      : await db.message.findUnique({
          where: { connectionId_waMessageId: { connectionId: connection.id, waMessageId } },
          select: { ...MESSAGE, conversationId: true, conversation: { select: { contact: { select: CONTACT } } } },
        });
  const caused = await db.message.findMany({
    where: { effectId: { in: [...effectsIn(trace)] } },
    orderBy: { seq: "asc" },
    select: MESSAGE,
  });
  return {
    ...event,
    // A status names the message only.
    contact: event.contact ?? message?.conversation.contact ?? null,
    conversationId: event.conversationId ?? message?.conversationId ?? null,
    /** The message that it brought, or whose status it tells. */
    message,
    /** What the bot said because of it. */
    caused,
  };
}

export type EventDetail = Awaited<ReturnType<typeof readEvent>>;
