import type { Prisma } from "@/platform/db/generated/client";
import { incoming, outgoing } from "../message";
import type { ThreadMessage } from "../thread-message";

export const messageSelect = {
  id: true,
  seq: true,
  revision: true,
  direction: true,
  sender: true,
  type: true,
  content: true,
  payload: true,
  status: true,
  error: true,
  waMessageId: true,
  repliesTo: true,
  clientId: true,
  createdAt: true,
  sentAt: true,
  deliveredAt: true,
  readAt: true,
  failedAt: true,
  sentBy: { select: { name: true } },
  media: { select: { state: true, trouble: true, size: true, width: true, height: true } },
} as const satisfies Prisma.MessageSelect;

type Row = Prisma.MessageGetPayload<{ select: typeof messageSelect }>;

/** A payload that a former version wrote and this one cannot read leaves the text. */
export const shownMessage = ({ payload, sentBy, ...row }: Row): ThreadMessage => ({
  ...row,
  // Checks of the table say what these hold.
  direction: row.direction as ThreadMessage["direction"],
  sender: row.sender as ThreadMessage["sender"],
  status: row.status as ThreadMessage["status"],
  error: row.error as ThreadMessage["error"],
  media: row.media as ThreadMessage["media"],
  // What a person typed on the business's phone comes back from Meta in the form of what customers write.
  body: (row.sender === "contact" || row.sender === "phone" ? incoming : outgoing).safeParse(payload).data ?? null,
  whole: true,
  sentBy: sentBy?.name ?? null,
});
