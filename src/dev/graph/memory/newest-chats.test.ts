import { expect, it } from "vitest";
import type { Chat, HeardMessage } from "../store";
import { newestChats } from "./newest-chats";

const chatWith = (customer: string, times: readonly number[]): Chat => ({
  phoneNumberId: "1",
  customer,
  messages: times.map((time): HeardMessage => ({
    direction: "heard",
    waMessageId: `${customer}/${time}`,
    phoneNumberId: "1",
    from: customer,
    content: { text: "hola" },
    saidAt: new Date(time),
  })),
});
const upTo = (count: number) => Array.from({ length: count }, (_, time) => time);

it("puts first what was said last, and keeps the newest of a long chat", () => {
  const kept = newestChats([chatWith("old", [1]), chatWith("long", upTo(300)), chatWith("silent", [])]);
  expect(kept.map(({ customer, messages }) => [customer, messages.length])).toEqual([
    ["long", 200],
    ["old", 1],
    ["silent", 0],
  ]);
  expect(kept[0]!.messages.at(-1)!.waMessageId).toBe("long/299");
});

it("keeps no more than is worth it, of however many chats", () => {
  const kept = newestChats(upTo(600).map((customer) => chatWith(String(customer), upTo(10))));
  expect(kept).toHaveLength(500);
  expect(kept.flatMap(({ messages }) => messages)).toHaveLength(3000);
});
