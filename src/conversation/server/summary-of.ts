import type { Prisma } from "@/platform/db/generated/client";
import type { ConversationSummary } from "../conversation-summary";

export const summarySelect = {
  id: true,
  revision: true,
  owner: true,
  status: true,
  handoffQueue: true,
  handoffNote: true,
  unread: true,
  preview: true,
  lastMessageAt: true,
  lastInboundAt: true,
  freeUntil: true,
  contact: { select: { id: true, name: true, username: true, waId: true } },
  connection: { select: { id: true, name: true, displayPhoneNumber: true } },
  assignee: { select: { user: { select: { id: true, name: true } } } },
} as const satisfies Prisma.ConversationSelect;

type Row = Prisma.ConversationGetPayload<{ select: typeof summarySelect }>;

export const summaryOf = ({
  owner,
  status,
  assignee,
  handoffQueue: queue,
  handoffNote: note,
  ...row
}: Row): ConversationSummary => ({
  ...row,
  handOff: queue === null && note === null ? null : { queue, note },
  // Checks of the table say so.
  owner: owner as ConversationSummary["owner"],
  state: status as ConversationSummary["state"],
  assignee: assignee?.user ?? null,
});
