import fc from "fast-check";
import { expect, test } from "vitest";
import { publishedConversation, type PublishedEvent } from "@/dev/published-conversation";
import { joinEvents } from "@/realtime/join-events";
import type { MessageStatus } from "./status";
import * as threads from "./thread";
import type { Thread } from "./thread";

type Truth = ReturnType<typeof publishedConversation>;

const settle = fc
  .tuple(fc.integer({ min: 1, max: 15 }), fc.constantFrom<MessageStatus>("Sent", "Delivered", "Read", "Failed"))
  .map(
    ([seq, status]) =>
      (truth: Truth) =>
        truth.settle(seq, status),
  );
const change = fc.oneof(
  { weight: 3, arbitrary: fc.constant((truth: Truth) => void truth.append()) },
  { weight: 4, arbitrary: settle },
  { weight: 1, arbitrary: fc.constant((truth: Truth) => truth.takeOver()) },
);
const changes = fc.array(change, { minLength: 1, maxLength: 20 });
/** Which event arrives next, again and again: some never do, some twice, none in order. */
const arrivals = fc.array(fc.nat({ max: 999 }), { maxLength: 40 });

const arrive = (events: readonly PublishedEvent[], picks: readonly number[]) =>
  picks.flatMap((pick) => events[pick % events.length] ?? []);

const apply = (thread: Thread, event: PublishedEvent): Thread => {
  if (event.name === "message:new") return threads.applyNew(thread, event.data);
  if (event.name === "message:status") return threads.applyStatus(thread, event.data, new Date(0));
  return threads.applyUpdate(thread, event.data);
};

/** Asks in small portions until nothing is missing, as the screen does. */
function catchUp(thread: Thread, truth: Truth): Thread {
  let current = thread;
  for (let asked = 0; asked < 40 && threads.isBehind(current); asked++) {
    current = threads.applySince(current, truth.since(current.revision, 3));
  }
  return current;
}

/** What a screen shows that begins with message 4. */
const shown = ({ messages, conversation }: Pick<Thread, "messages" | "conversation">) => ({
  owner: conversation.owner,
  messages: messages
    .filter(({ seq }) => seq >= 4)
    .map(({ id, seq, content, status }) => ({ id, seq, content, status })),
});
const truthOf = (truth: Truth) => shown({ messages: truth.messages, conversation: truth.summary() });

test("events lost, doubled and shuffled, then asking what changed, equal the truth", () => {
  fc.assert(
    fc.property(changes, arrivals, (made, picks) => {
      const truth = publishedConversation(8);
      const opened = threads.openThread(truth.page());
      for (const step of made) step(truth);
      const live = arrive(truth.events, picks).reduce(apply, opened);
      const checked = catchUp(threads.hear(live, truth.revision()), truth);
      expect(checked.messages[0]?.seq).toBe(4);
      expect(shown(checked)).toEqual(truthOf(truth));
      expect(checked.revision).toBe(truth.revision());
    }),
    { numRuns: 150 },
  );
});

test("a thread that heard everything and is not behind shows the truth without asking", () => {
  fc.assert(
    fc.property(changes, arrivals, (made, picks) => {
      const truth = publishedConversation(8);
      const opened = threads.openThread(truth.page());
      for (const step of made) step(truth);
      const live = [...arrive(truth.events, picks), ...truth.events].reduce(apply, opened);
      if (!threads.isBehind(live)) expect(shown(live)).toEqual(truthOf(truth));
    }),
    { numRuns: 150 },
  );
});

test("an earlier page that was read at any time fits in", () => {
  fc.assert(
    fc.property(changes, changes, arrivals, (before, after, picks) => {
      const truth = publishedConversation(8);
      const opened = threads.openThread(truth.page(Infinity, 3));
      for (const step of before) step(truth);
      const page = truth.page(6, 2);
      for (const step of after) step(truth);
      const live = arrive(truth.events, picks).reduce(apply, opened);
      const current = catchUp(threads.hear(live, truth.revision()), truth);
      const checked = catchUp(threads.applyEarlier(current, page), truth);
      expect(shown(checked)).toEqual(truthOf(truth));
    }),
    { numRuns: 150 },
  );
});

type Statuses = readonly Extract<PublishedEvent, { name: "message:status" }>["data"][];

/** Each joins the one before it where it may, as the publisher has it when they wait together. */
function joined(statuses: Statuses): Statuses {
  const events: Statuses[number][] = [];
  for (const newer of statuses) {
    const older = events.at(-1);
    const both = older && joinEvents("message:status", older, newer);
    if (both) events.splice(-1, 1, both);
    else events.push(newer);
  }
  return events;
}

const statusesOf = ({ events }: Truth) =>
  events.flatMap((event) => (event.name === "message:status" ? [event.data] : []));
const hearAll = (thread: Thread, statuses: Statuses) =>
  statuses.reduce((known, status) => threads.applyStatus(known, status, new Date(0)), thread);
/** What a status changes; the times of steps are another test's. */
const told = ({ messages, heard }: Thread) => ({
  heard,
  messages: messages.map(({ id, status, error, revision }) => ({ id, status, error, revision })),
});

test("statuses told together say what they say one after another, also of messages before the first", () => {
  fc.assert(
    fc.property(changes, changes, fc.boolean(), (before, after, hasAsked) => {
      const truth = publishedConversation(8);
      const opened = threads.openThread(truth.page());
      for (const step of before) step(truth);
      // What was asked for already comes once more with the events.
      const thread = hasAsked ? catchUp(threads.hear(opened, truth.revision()), truth) : opened;
      for (const step of after) step(truth);
      const apart = hearAll(thread, statusesOf(truth));
      const together = hearAll(thread, joined(statusesOf(truth)));
      expect(told(together)).toEqual(told(apart));
      expect(threads.isBehind(together)).toBe(threads.isBehind(apart));
      expect(together.revision).toBeLessThanOrEqual(apart.revision);
    }),
    { numRuns: 300 },
  );
});

test("statuses told together, lost, doubled and shuffled, then asking what changed, equal the truth", () => {
  fc.assert(
    fc.property(changes, arrivals, (made, picks) => {
      const truth = publishedConversation(8);
      const opened = threads.openThread(truth.page());
      for (const step of made) step(truth);
      const events = joined(statusesOf(truth));
      const live = hearAll(
        opened,
        picks.flatMap((pick) => events[pick % events.length] ?? []),
      );
      expect(shown(catchUp(threads.hear(live, truth.revision()), truth))).toEqual(truthOf(truth));
    }),
    { numRuns: 150 },
  );
});
