import { expect, test } from "vitest";
import { EVENTS, isEventName, type EventData } from "./event";
import { excerpt } from "./excerpt";

const ID = "0199f0a1-0000-7000-8000-00000000000a";

const messageNew = (text: string): EventData<"message:new"> => ({
  conversationId: ID,
  contactId: ID,
  from: 4,
  to: 5,
  message: {
    id: ID,
    seq: 3,
    direction: "inbound",
    type: "text",
    status: "Delivered",
    sender: "contact",
    createdAt: "2026-01-02T03:04:05.678Z",
    ...excerpt(text),
  },
});

test("the longest text of the widest letters stays far below Pusher's limit", () => {
  const data = EVENTS["message:new"].parse(messageNew("ह".repeat(4096)));
  expect(Buffer.byteLength(JSON.stringify(data))).toBeLessThan(2048);
});

test("a text that was not cut is refused", () => {
  const event = messageNew("");
  expect(
    EVENTS["message:new"].safeParse({ ...event, message: { ...event.message, text: "x".repeat(501) } }).success,
  ).toBe(false);
});

test("nothing but what is named passes", () => {
  const event = messageNew("hello");
  const parsed = EVENTS["message:new"].parse({ ...event, message: { ...event.message, accessToken: "secret" } });
  expect(parsed).toEqual(event);
});

test("revisions are numbers, not the text a database driver may give", () => {
  expect(EVENTS["message:new"].safeParse({ ...messageNew("hello"), to: "5" }).success).toBe(false);
});

test("only our names are events", () => {
  expect(isEventName("message:new")).toBe(true);
  expect(isEventName("pusher:subscription_succeeded")).toBe(false);
  expect(isEventName("toString")).toBe(false);
});
