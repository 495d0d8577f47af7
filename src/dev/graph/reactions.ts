import type { HeardMessage, Reaction, SentMessage } from "./store";

/** A side's emoji stands in place of the one before; an empty one takes it back. */
export function react(message: SentMessage | HeardMessage, { from, emoji }: Reaction): void {
  const others = (message.reactions ?? []).filter((reaction) => reaction.from !== from);
  message.reactions = emoji === "" ? others : [...others, { from, emoji }];
}
