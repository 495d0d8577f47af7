import type { Chat, HeardMessage, SentMessage } from "../store";

const MOST_CHATS = 500;
const MOST_IN_A_CHAT = 200;
const MOST_MESSAGES = 3000;

/** The chats in which something was said last, with their newest messages, as many as are worth keeping. */
export function newestChats(chats: Iterable<Chat>): Chat[] {
  let left = MOST_MESSAGES;
  return [...chats]
    .sort((one, other) => lastAt(other) - lastAt(one))
    .slice(0, MOST_CHATS)
    .map((chat) => {
      const messages = left > 0 ? chat.messages.slice(-Math.min(left, MOST_IN_A_CHAT)) : [];
      left -= messages.length;
      return { ...chat, messages };
    });
}

function lastAt({ messages, lastHeardAt }: Chat): number {
  const last = messages.at(-1);
  return last === undefined ? (lastHeardAt?.getTime() ?? 0) : timeOf(last);
}

function timeOf(message: SentMessage | HeardMessage): number {
  return (message.direction === "sent" ? message.receivedAt : message.saidAt).getTime();
}
