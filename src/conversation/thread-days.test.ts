import { expect, test } from "vitest";
import { publishedConversation } from "@/dev/published-conversation";
import { threadDays } from "./thread-days";

const at = (day: number, hour: number, minute: number) => new Date(2026, 2, day, hour, minute);

test("messages are grouped by the days of the reader's clock", () => {
  const { append, messages } = publishedConversation();
  for (const createdAt of [at(11, 23, 59), at(12, 0, 0), at(12, 23, 59), at(13, 0, 0)]) append({ createdAt });
  expect(threadDays(messages).map((day) => day.messages.map(({ message }) => message.seq))).toEqual([[1], [2, 3], [4]]);
});

test("what one sender writes in a day is one row, and two colleagues are two senders", () => {
  const { append, messages } = publishedConversation();
  append({ createdAt: at(11, 12, 0), sender: "bot" });
  append({ createdAt: at(11, 12, 4), sender: "bot" });
  append({ createdAt: at(11, 12, 11), sender: "agent", sentBy: "Marta" });
  append({ createdAt: at(11, 12, 12), sender: "agent", sentBy: "Luis" });
  append({ createdAt: at(11, 23, 59), sender: "contact" });
  append({ createdAt: at(12, 0, 1), sender: "contact" });
  const rows = threadDays(messages).flatMap((day) => day.messages);
  expect(rows.map(({ begins, ends }) => `${begins ? "[" : ""}${ends ? "]" : ""}`)).toEqual([
    "[",
    "]",
    "[]",
    "[]",
    "[]",
    "[]",
  ]);
});

test("nothing is no day", () => {
  expect(threadDays([])).toEqual([]);
});
