import { z } from "zod";
import { Prisma } from "@/platform/db/generated/client";
import type { Database } from "@/platform/db/in-organization";
import type { ConversationList } from "../conversation-list";
import { summaryOf, summarySelect } from "./summary-of";

/** The place of the last conversation of a page: its time to the microsecond, which a Date would cut, and its id. */
export const listCursor = z
  .string()
  .transform((text) => text.split("~"))
  .pipe(z.tuple([z.iso.datetime({ precision: 6 }), z.guid()]));

export type ListPlace = z.infer<typeof listCursor>;

interface Place {
  readonly id: string;
  readonly at: string;
}

/** Conversations in which something was said, the latest first. */
export async function listConversations(
  db: Database,
  { cursor, limit }: { cursor?: ListPlace | undefined; limit: number },
): Promise<ConversationList> {
  const after = cursor
    ? Prisma.sql`and (last_message_at, id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : Prisma.empty;
  const places = await db.$queryRaw<Place[]>`
    select id, to_char(last_message_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
    from conversations where last_message_at is not null ${after}
    order by last_message_at desc, id desc limit ${limit + 1}`;
  const page = places.slice(0, limit);
  const last = places.length > limit ? page.at(-1) : undefined;
  const rows = await db.conversation.findMany({
    where: { id: { in: page.map(({ id }) => id) } },
    select: summarySelect,
  });
  const byId = new Map(rows.map((row) => [row.id, summaryOf(row)]));
  return {
    conversations: page.flatMap(({ id }) => byId.get(id) ?? []),
    nextCursor: last ? `${last.at}~${last.id}` : null,
  };
}
