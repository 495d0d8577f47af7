import type { Prisma } from "@/platform/db/generated/client";
import type { ConversationSummary } from "../conversation-summary";

export const summarySelect = {
  id: true,
  revision: true,
  owner: true,
  unread: true,
  preview: true,
  lastMessageAt: true,
  lastInboundAt: true,
  contact: { select: { id: true, name: true, username: true, waId: true } },
  connection: { select: { id: true, name: true, displayPhoneNumber: true } },
  assignee: { select: { user: { select: { id: true, name: true } } } },
} as const satisfies Prisma.ConversationSelect;

type Row = Prisma.ConversationGetPayload<{ select: typeof summarySelect }>;

export const summaryOf = ({ owner, assignee, ...row }: Row): ConversationSummary => ({
  ...row,
  owner: owner as ConversationSummary["owner"], // a check of the table says so
  assignee: assignee?.user ?? null,
});
