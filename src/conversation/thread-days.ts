import type { ThreadMessage } from "./thread-message";

/** The messages of one day by the reader's clock. */
export interface ThreadDay {
  readonly at: Date;
  readonly messages: readonly PlacedMessage[];
}

interface PlacedMessage {
  readonly message: ThreadMessage;
  /** Whether it begins or ends a row of messages by one sender. */
  readonly begins: boolean;
  readonly ends: boolean;
}

/** Messages in order, grouped for reading. */
export function threadDays(messages: readonly ThreadMessage[]): ThreadDay[] {
  const days: { at: Date; messages: PlacedMessage[] }[] = [];
  for (const [index, message] of messages.entries()) {
    const [before, after] = [messages[index - 1], messages[index + 1]];
    const placed = { message, begins: !follows(before, message), ends: !follows(message, after) };
    const day = days.at(-1);
    if (day && before && isSameDay(before.createdAt, message.createdAt)) day.messages.push(placed);
    else days.push({ at: message.createdAt, messages: [placed] });
  }
  return days;
}

const isSameDay = (one: Date, other: Date): boolean => one.toDateString() === other.toDateString();

const follows = (one: ThreadMessage | undefined, other: ThreadMessage | undefined): boolean =>
  one !== undefined &&
  other !== undefined &&
  one.sender === other.sender &&
  one.sentBy === other.sentBy &&
  isSameDay(one.createdAt, other.createdAt);
