/** How long after the customer's last message free-form messages may be sent (Meta's customer service window). */
const WINDOW_MS = 24 * 60 * 60 * 1000;

/** Whether a free-form message may be sent now. */
export const isWindowOpen = (lastInboundAt: Date | null, now: Date): boolean =>
  lastInboundAt !== null && now.getTime() < lastInboundAt.getTime() + WINDOW_MS;
