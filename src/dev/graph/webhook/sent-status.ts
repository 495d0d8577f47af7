/** The statuses that follow a send by themselves, in order. */
export const SENT_STATUSES = ["sent", "delivered", "read"] as const;
export type SentStatus = (typeof SENT_STATUSES)[number];
