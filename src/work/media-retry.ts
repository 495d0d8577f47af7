import type { MediaTrouble } from "@/conversation/media";

/** Gaps of six hours make about six days of these: Meta keeps a customer's file for seven. */
export const MOST_ATTEMPTS = 30;
const LONGEST_SECONDS = 6 * 3600;

/** Attempts after which a trouble is believed to last. */
const PATIENCE: Readonly<Record<MediaTrouble, number>> = {
  "too-large": 1,
  "wrong-type": 1,
  "wrong-address": 1,
  "wrong-content": 3,
  "not-found": 5,
  "not-connected": MOST_ATTEMPTS,
  refused: MOST_ATTEMPTS,
  unreachable: MOST_ATTEMPTS,
};

/** Seconds until a file is fetched again after its nth attempt: 4ⁿ, at most six hours. */
export const mediaGap = (attempts: number): number => Math.min(4 ** Math.min(attempts, 10), LONGEST_SECONDS);

/** The same, or null when the trouble stands. */
export const mediaRetrySeconds = (trouble: MediaTrouble, attempts: number): number | null =>
  attempts < PATIENCE[trouble] ? mediaGap(attempts) : null;
