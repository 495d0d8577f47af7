import { Prisma } from "@/platform/db/generated/client";
import type { Database } from "@/platform/db/in-organization";
import type { Checked } from "../conversation-list";
import type { ListPlace } from "./list-conversations";
import { summaryOf, summarySelect } from "./summary-of";

const NEWEST = 30;

/** Compares what a screen knows, and the top of the list, with what there is: the last live event may be the lost one. */
export async function checkRevisions(
  db: Database,
  { known, from }: { known: Readonly<Record<string, number>>; from?: ListPlace | undefined },
): Promise<Omit<Checked, "epoch">> {
  const select = { id: true, revision: true } as const;
  const asked = await db.conversation.findMany({ where: { id: { in: Object.keys(known) } }, select });
  const newest = await db.conversation.findMany({
    where: { lastMessageAt: { not: null } },
    orderBy: [{ lastMessageAt: "desc" }, { id: "desc" }],
    take: NEWEST,
    select,
  });
  const moved = [...asked, ...newest].filter(({ id, revision }) => known[id] !== revision);
  const changed = await db.conversation.findMany({
    where: { id: { in: moved.map(({ id }) => id) } },
    select: summarySelect,
  });
  const found = new Set(asked.map(({ id }) => id));
  const gone = Object.keys(known).filter((id) => !found.has(id));
  return { changed: changed.map(summaryOf), gone, count: await countDownTo(db, from) };
}

async function countDownTo(db: Database, from: ListPlace | undefined): Promise<number> {
  const reach = from
    ? Prisma.sql`and (last_message_at, id) >= (${from[0]}::timestamptz, ${from[1]}::uuid)`
    : Prisma.empty;
  const [row] = await db.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from conversations where last_message_at is not null ${reach}`;
  return row?.count ?? 0;
}
