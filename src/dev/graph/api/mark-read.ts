import { findChat } from "../chat";
import type { Emulation } from "../emulation";
import { missing, record } from "../message/check";
import { metaError } from "./meta-error";
import { ok, type Reply } from "./reply";
import { type Chat, tell } from "../store";

/** Meta lets "typing…" die by itself after 25 s. */
const TYPING_MS = 25_000;

/** The business read a message, and may say that it is typing. Earlier messages of the chat are read with it. */
export function markHeardRead({ store }: Emulation, body: Record<string, unknown>): Reply {
  const { status, message_id: id, typing_indicator: typing } = body;
  if (typeof id !== "string" || id === "") return metaError(missing("message_id"));
  if (status !== "read") return metaError({ code: 131009, details: 'status must be "read".' });
  if (typing !== undefined && record(typing)["type"] !== "text") {
    return metaError({ code: 131009, details: 'typing_indicator type must be "text".' });
  }
  const known = store.messages.get(id);
  const heard = known?.direction === "heard" ? known : store.acts.get(id);
  const chat = heard && findChat(store, heard.phoneNumberId, heard.from);
  // A message that reached the app as raw bytes is not known here: nothing to show, nothing wrong.
  if (heard === undefined || chat === undefined) return ok({ success: true });
  const upTo = known === undefined ? lastBefore(chat, heard.saidAt) : chat.messages.lastIndexOf(known);
  readUpTo(chat, upTo, (read) => tell(store, { kind: "changed", chat, message: read }));
  if (typing !== undefined) {
    chat.typingUntil = new Date(Date.now() + TYPING_MS);
    tell(store, { kind: "typing", chat });
  }
  return ok({ success: true });
}

/** A reaction, an edit and a deletion have no place in the chat: the place is that of what was said before. */
function lastBefore(chat: Chat, at: Date): number {
  return chat.messages.findLastIndex((message) => message.direction === "heard" && message.saidAt <= at);
}

function readUpTo(chat: Chat, last: number, changed: (message: Chat["messages"][number]) => void): void {
  for (const message of chat.messages.slice(0, last + 1)) {
    if (message.direction === "sent" || message.readAt) continue;
    message.readAt = new Date();
    changed(message);
  }
}
