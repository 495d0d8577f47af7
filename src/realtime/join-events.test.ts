import { expect, test } from "vitest";
import { EVENTS, type EventData } from "./event";
import { joinEvents, subjectOf } from "./join-events";

const idOf = (number: number) => `018f0000-0000-7000-8000-${String(number).padStart(12, "0")}`;
const CONVERSATION = idOf(9001);

const status = (message: number, from: number, given: Partial<EventData<"message:status">> = {}) => ({
  conversationId: CONVERSATION,
  contactId: idOf(9002),
  messageId: idOf(message),
  waMessageId: "wamid.".padEnd(128, "H"),
  status: "Delivered" as const,
  from,
  to: from + 1,
  ...given,
});
const join = (...events: EventData<"message:status">[]) =>
  events.reduce<EventData<"message:status"> | null>(
    (older, newer) => older && joinEvents("message:status", older, newer),
    events.shift() ?? null,
  );

test("statuses of two messages become one event that says both, from the first revision to the last", () => {
  const { messageId, waMessageId } = status(1, 4);
  expect(join(status(1, 4), status(2, 5))).toEqual({
    ...status(2, 5),
    from: 4,
    also: [{ messageId, waMessageId, status: "Delivered", to: 5 }],
  });
});

test("of one message the last status is told", () => {
  const joined = join(status(1, 4), status(2, 5), status(1, 6, { status: "Read" }));
  expect(joined).toMatchObject({ messageId: idOf(1), status: "Read", from: 4, to: 7, also: [{ messageId: idOf(2) }] });
});

test("a revision between two statuses stays a hole that screens notice", () => {
  expect(join(status(1, 4), status(2, 6))).toBeNull();
  expect(join(status(1, 4), status(2, 4))).toBeNull();
});

test("why a message failed is not lost", () => {
  const failed = status(1, 4, { status: "Failed", error: { title: "Undeliverable" } });
  expect(join(failed, status(2, 5))).toBeNull();
  expect(join(status(2, 3), failed)).toMatchObject({
    error: { title: "Undeliverable" },
    also: [{ messageId: idOf(2) }],
  });
});

test("as many as an event holds stay below Pusher's limit", () => {
  const all = Array.from({ length: 31 }, (_, at) => status(at, at));
  const joined = EVENTS["message:status"].parse(join(...all));
  expect(joined.also).toHaveLength(30);
  expect(Buffer.byteLength(JSON.stringify(joined))).toBeLessThan(9_000);
  expect(joinEvents("message:status", joined, status(31, 31))).toBeNull();
});

test("the newest of a conversation is what lists show, over all its revisions", () => {
  const update = (from: number, unread: number) => ({
    ...{ conversationId: CONVERSATION, from, to: from + 1, preview: null, unread },
    ...{ owner: "bot" as const, state: "open" as const, assigneeId: null, lastMessageAt: null },
  });
  expect(joinEvents("conversation:updated", update(4, 1), update(6, 2))).toEqual({ ...update(6, 2), from: 4 });
  expect(joinEvents("conversation:updated", update(6, 2), update(4, 1))).toBeNull();
});

test("one received event tells of all, and what is typed or said stands for itself", () => {
  const received = (event: number) => ({ eventId: idOf(event), kind: "status", state: "processed" as const });
  expect(joinEvents("event:received", received(1), received(2))).toEqual(received(2));
  const typing = { conversationId: CONVERSATION, contactId: idOf(1), by: "bot" as const };
  expect(subjectOf("typing:start", typing)).toBeNull();
});
