/** How long after the customer's last message free-form messages may be sent (Meta's customer service window). */
const WINDOW_MS = 24 * 60 * 60 * 1000;

/** What decides whether free-form messages may be sent to a customer. */
export interface Window {
  readonly lastInboundAt: Date | null;
  /** Until when everything is free because they came from an ad: 72 hours, as Meta reported once it was answered. */
  readonly freeUntil: Date | null;
}

/** Whether a free-form message may be sent now. */
export const isWindowOpen = ({ lastInboundAt, freeUntil }: Window, now: Date): boolean =>
  (lastInboundAt !== null && now.getTime() < lastInboundAt.getTime() + WINDOW_MS) ||
  (freeUntil !== null && now < freeUntil);
