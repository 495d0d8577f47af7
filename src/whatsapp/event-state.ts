/** What has become of a webhook event. */
export const EVENT_STATES = ["received", "processed", "failed", "ignored"] as const;

export type EventState = (typeof EVENT_STATES)[number];
