/** How fast messages may leave: one in so many milliseconds, after a burst that borrows from later. */
export interface Pace {
  readonly everyMs: number;
  readonly burst: number;
}

/**
 * Meta's for one number and one customer; beyond it a message is refused with 131056.
 * https://developers.facebook.com/docs/whatsapp/cloud-api/overview#pair-rate-limits
 */
export const PAIR_PACE: Pace = { everyMs: 6_000, burst: 45 };

// A pace is kept as one moment: when all that has left so far is paid off, each message costing `everyMs`.

/** When the next message may leave: in the past while the burst lasts. */
export const freeAt = (paidOffAt: Date, { everyMs, burst }: Pace): Date =>
  new Date(paidOffAt.getTime() - (burst - 1) * everyMs);

/** When all is paid off after what costs so much has left. */
export const paidOffAfter = (paidOffAt: Date | null, now: Date, costMs: number): Date =>
  new Date(Math.max(paidOffAt?.getTime() ?? 0, now.getTime()) + costMs);
