/** Tries of one message, its first included, that Meta answered with "again later": after about seven minutes it failed. */
export const MOST_ATTEMPTS = 6;

/** Seconds until a message is tried again, by Meta's advice for its pair limit: 4ˣ with x = 0, 1, 2 … */
export const retrySeconds = (attempts: number): number => 4 ** Math.min(attempts - 1, 5);
