import { fieldNamed } from "./fields";
import type { Item } from "./item";

/** Who works an item: a conversation's lane, a lane of statuses, or nobody, and why. */
export type Work =
  { readonly lane: "conversation" } | { readonly lane: "status" } | { readonly lane: null; readonly outcome: string };

const SPOKEN = new Set(["message", "echo", "standby-message"]);

/** What becomes of an item that was understood. */
export function workOf(item: Item): Work {
  if (item.kind === "status") {
    // Without its number it would be in one lane with other organizations' statuses.
    if (item.phoneNumberId === null) return { lane: null, outcome: "names no phone number" };
    return item.waMessageId === null ? { lane: null, outcome: "names no message" } : { lane: "status" };
  }
  if (!SPOKEN.has(item.kind)) return { lane: null, outcome: `not acted upon: ${meaning(item)}` };
  if (item.phoneNumberId === null) return { lane: null, outcome: "names no phone number" };
  if (item.waMessageId === null) return { lane: null, outcome: "has no id" };
  return item.person ? { lane: "conversation" } : { lane: null, outcome: "names nobody who wrote it" };
}

function meaning(item: Item): string {
  const text = fieldNamed(item.field).meaning;
  return text.charAt(0).toLowerCase() + text.slice(1);
}
