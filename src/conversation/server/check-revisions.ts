import type { Database } from "@/platform/db/in-organization";
import type { Checked } from "../conversation-list";
import { summaryOf, summarySelect } from "./summary-of";

const NEWEST = 30;

/** Compares what a screen knows, and the top of the list, with what there is: the last live event may be the lost one. */
export async function checkRevisions(db: Database, known: Readonly<Record<string, number>>): Promise<Checked> {
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
  return { changed: changed.map(summaryOf), gone: Object.keys(known).filter((id) => !found.has(id)) };
}
