/** A question that was asked before the machine slept is never answered, and must not stand in the way of the next. */
export const ANSWER_WITHIN_MS = 10_000;
