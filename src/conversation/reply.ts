import { LIMITS } from "./message-limits";
import { isWindowOpen, type Window } from "./window";

export const MAX_REPLY = LIMITS.text.body;

/** Why nobody may write freely now, in words for the person who would; null when they may. */
export function whyNoReply(window: Window, now: Date): string | null {
  if (window.lastInboundAt === null) return "This person has not written yet. WhatsApp allows replies once they do.";
  if (isWindowOpen(window, now)) return null;
  return "More than 24 hours have passed since this person last wrote. WhatsApp allows replies again once they do.";
}
