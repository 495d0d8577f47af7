import { expect, test } from "vitest";
import { conversationChannel, organizationChannel } from "../channel";
import { createOutbox } from "./outbox";
import type { Publication } from "./publication";

const idOf = (number: number) => `018f0000-0000-7000-8000-${String(number).padStart(12, "0")}`;
const [ORGANIZATION, CONTACT] = [idOf(9001), idOf(9002)];
const NOW = 1_000_000;

/** A status of a conversation, and what its lists are told of it. */
function statusAt(from: number, conversation = 1): Publication[] {
  const conversationId = idOf(conversation);
  const message = { messageId: idOf(100 + from), waMessageId: null, status: "Read" as const };
  const span = { conversationId, from, to: from + 1 };
  return [
    {
      channel: conversationChannel(conversationId, 1),
      event: "message:status",
      data: { ...span, ...message, contactId: CONTACT },
      patient: true,
    },
    { ...updateAt(from, conversation), patient: true },
  ];
}

function updateAt(from: number, conversation = 1): Publication {
  const shown = {
    preview: null,
    unread: 0,
    owner: "bot",
    state: "open",
    assigneeId: null,
    lastMessageAt: null,
  } as const;
  const span = { conversationId: idOf(conversation), from, to: from + 1 };
  return { channel: organizationChannel(ORGANIZATION, 1), event: "conversation:updated", data: { ...span, ...shown } };
}

const typing = (event: "typing:start" | "typing:stop"): Publication => ({
  channel: conversationChannel(idOf(1), 1),
  event,
  data: { conversationId: idOf(1), contactId: CONTACT, by: "bot" },
});

const received = (event: number): Publication => ({
  channel: organizationChannel(ORGANIZATION, 1),
  event: "event:received",
  data: { eventId: idOf(event), kind: "status", state: "processed" },
  patient: true,
});

/** What may leave, as event and the revisions it spans. */
const leave = (outbox: ReturnType<typeof createOutbox>, now: number) =>
  outbox
    .take(100, { now, isFree: () => true })
    .map(({ publication: { event, data } }) => ("to" in data ? `${event} ${data.from}-${data.to}` : event));

test("of statuses that come one by one, a conversation tells once a second, with its list", () => {
  const outbox = createOutbox();
  outbox.add(statusAt(0), NOW);
  expect(leave(outbox, NOW)).toEqual(["message:status 0-1", "conversation:updated 0-1"]);
  for (let at = 1; at < 9; at += 1) outbox.add(statusAt(at), NOW + at * 100);
  expect(leave(outbox, NOW + 999)).toEqual([]);
  expect(outbox.nextDueAt(NOW + 999)).toBe(NOW + 1000);
  expect(leave(outbox, NOW + 1000)).toEqual(["message:status 1-9", "conversation:updated 1-9"]);
  outbox.add(statusAt(9), NOW + 1100);
  expect(leave(outbox, NOW + 1999)).toEqual([]);
  expect(leave(outbox, NOW + 2000)).toEqual(["message:status 9-10", "conversation:updated 9-10"]);
});

test("conversations do not wait for each other", () => {
  const outbox = createOutbox();
  outbox.add([...statusAt(0, 1), ...statusAt(0, 2)], NOW);
  expect(leave(outbox, NOW)).toHaveLength(4);
  outbox.add(statusAt(0, 3), NOW + 10);
  expect(leave(outbox, NOW + 10)).toHaveLength(2);
});

test("what waits goes before a change that does not", () => {
  const outbox = createOutbox();
  outbox.add(statusAt(0), NOW);
  leave(outbox, NOW);
  outbox.add(statusAt(1), NOW + 100);
  outbox.add([updateAt(2)], NOW + 200);
  expect(leave(outbox, NOW + 200)).toEqual(["message:status 1-2", "conversation:updated 1-3"]);
});

test("typing holds up nobody and is held up by nobody", () => {
  const outbox = createOutbox();
  outbox.add(statusAt(0), NOW);
  leave(outbox, NOW);
  outbox.add(statusAt(1), NOW + 100);
  outbox.add([typing("typing:start"), typing("typing:stop")], NOW + 200);
  expect(leave(outbox, NOW + 200)).toEqual(["typing:start", "typing:stop"]);
  expect(leave(outbox, NOW + 1000)).toEqual(["message:status 1-2", "conversation:updated 1-2"]);
});

test("of a thousand received events one is told", () => {
  const outbox = createOutbox();
  expect(
    outbox.add(
      Array.from({ length: 1000 }, (_, at) => received(at)),
      NOW,
    ),
  ).toBe(999);
  expect(outbox.take(100, { now: NOW, isFree: () => true })).toMatchObject([
    { publication: { data: { eventId: idOf(999) } } },
  ]);
});

test("a conversation under way waits, the others do not", () => {
  const outbox = createOutbox();
  outbox.add([updateAt(0, 1), updateAt(0, 2)], NOW);
  const taken = outbox.take(100, { now: NOW, isFree: (line) => line !== idOf(1) });
  expect(taken.map(({ line }) => line)).toEqual([idOf(2)]);
});

test("what did not leave goes first again, and nothing joins it", () => {
  const outbox = createOutbox();
  outbox.add([updateAt(0)], NOW);
  const taken = outbox.take(100, { now: NOW, isFree: () => true });
  outbox.add([updateAt(1)], NOW);
  outbox.giveBack(taken);
  expect(leave(outbox, NOW)).toEqual(["conversation:updated 0-1", "conversation:updated 1-2"]);
});

test("what is too old is dropped, typing before the rest, and what is renewed is young", () => {
  const outbox = createOutbox();
  outbox.add([typing("typing:start"), updateAt(0, 1), updateAt(0, 2)], NOW);
  expect(outbox.drop(NOW + 2_999)).toBe(0);
  expect(outbox.drop(NOW + 3_000)).toBe(1);
  outbox.add([updateAt(1, 1)], NOW + 9_000);
  expect(outbox.drop(NOW + 10_000)).toBe(1);
  expect(leave(outbox, NOW + 10_000)).toEqual(["conversation:updated 0-2"]);
});
