import { describe, expect, test } from "vitest";
import { publishedConversation, type PublishedEvent } from "@/dev/published-conversation";
import type { EventData } from "@/realtime/event";
import { joinEvents } from "@/realtime/join-events";
import * as threads from "./thread";
import type { Thread } from "./thread";
import type { ThreadMessage } from "./thread-message";

const { applyEarlier, applySent, applySince, applyWhole, dropDraft, hear, isBehind, openThread } = threads;
type StatusData = EventData<"message:status">;
const HEARD_AT = new Date("2026-03-12T15:30:02Z");

const apply = (thread: Thread, event: PublishedEvent): Thread => {
  if (event.name === "message:new") return threads.applyNew(thread, event.data);
  if (event.name === "message:status") return threads.applyStatus(thread, event.data, HEARD_AT);
  return threads.applyUpdate(thread, event.data);
};

/** The events of the thread's own channel. */
const told = (events: readonly PublishedEvent[]) => events.filter(({ name }) => name.startsWith("message:"));
/** The statuses among these, as one event. */
const together = (events: readonly PublishedEvent[]): PublishedEvent => ({
  name: "message:status",
  data: events
    .flatMap((event) => (event.name === "message:status" ? [event.data] : []))
    .reduce((older, newer) => joinEvents("message:status", older, newer)!),
});
const seqs = (thread: Thread) => thread.messages.map(({ seq }) => seq);
const shown = (messages: readonly ThreadMessage[]) =>
  messages.map(({ id, seq, content, status }) => ({ id, seq, content, status }));

describe("live events", () => {
  test("a new message is added at the end and takes the revision along", () => {
    const truth = publishedConversation(2);
    const thread = openThread(truth.page());
    truth.append({ direction: "inbound", sender: "contact", content: "hola" });
    const next = truth.events.reduce(apply, thread);
    expect(shown(next.messages)).toEqual(shown(truth.messages));
    expect(next.revision).toBe(3);
    expect(isBehind(next)).toBe(false);
  });

  test("what the customer writes opens the window, what we write does not", () => {
    const truth = publishedConversation(1);
    const thread = openThread(truth.page());
    truth.append();
    const ours = truth.events.reduce(apply, thread);
    expect(ours.conversation.lastInboundAt).toBeNull();
    truth.append({ direction: "inbound", sender: "contact" });
    expect(truth.events.reduce(apply, thread).conversation.lastInboundAt).toEqual(truth.at);
  });

  test("a status is stamped with the time it was heard", () => {
    const truth = publishedConversation(1);
    const thread = openThread(truth.page());
    truth.settle(1, "Delivered");
    const next = truth.events.reduce(apply, thread);
    expect(next.messages[0]).toMatchObject({ status: "Delivered", deliveredAt: HEARD_AT, readAt: null });
  });

  test("the steps that a later status left unsaid have its time, unless they had one", () => {
    const truth = publishedConversation(2);
    const thread = openThread(truth.page());
    truth.settle(1, "Sent");
    truth.settle(2, "Read");
    const [sent, read] = told(truth.events);
    const earlier = new Date("2026-03-12T15:30:01Z");
    const first = threads.applyStatus(thread, sent!.data as StatusData, earlier);
    expect(apply(first, read!).messages[1]).toMatchObject({
      sentAt: HEARD_AT,
      deliveredAt: HEARD_AT,
      readAt: HEARD_AT,
    });
    truth.settle(1, "Delivered");
    const [delivered] = told(truth.events).slice(-1);
    const next = [read!, delivered!].reduce(apply, first);
    expect(next.messages[0]).toMatchObject({ sentAt: earlier, deliveredAt: HEARD_AT, readAt: null });
  });

  test("statuses told together change each message, and what is not on the screen is asked for", () => {
    const truth = publishedConversation(8);
    const thread = openThread(truth.page());
    for (const [seq, status] of [
      [4, "Sent"],
      [5, "Sent"],
      [4, "Delivered"],
    ] as const)
      truth.settle(seq, status);
    const next = apply(thread, together(truth.events));
    expect(shown(next.messages)).toEqual(shown(truth.messages.slice(3)));
    expect(isBehind(next)).toBe(false);
    truth.settle(1, "Read");
    expect(isBehind(apply(thread, together(truth.events)))).toBe(true);
    expect(shown(apply(thread, together(truth.events)).messages)).toEqual(shown(truth.messages.slice(3)));
  });

  test("statuses told together that come late do not undo what is known", () => {
    const truth = publishedConversation(2);
    const thread = openThread(truth.page());
    truth.settle(1, "Sent");
    truth.settle(2, "Sent");
    const event = together(truth.events);
    truth.settle(1, "Read");
    const next = [...told(truth.events).slice(-1), event, event].reduce(apply, thread);
    expect(shown(next.messages)).toEqual(shown(truth.messages));
    expect(isBehind(next)).toBe(false);
  });

  test("a hole in the revisions is behind until the missing event comes", () => {
    const truth = publishedConversation(1);
    const thread = openThread(truth.page());
    truth.append();
    truth.append();
    const [first, second] = told(truth.events);
    const ahead = apply(thread, second!);
    expect(isBehind(ahead)).toBe(true);
    expect(seqs(ahead)).toEqual([1, 3]);
    const closed = apply(ahead, first!);
    expect(isBehind(closed)).toBe(false);
    expect(seqs(closed)).toEqual([1, 2, 3]);
  });

  test("a status that comes before its message counts as missing, so that it is not lost", () => {
    const truth = publishedConversation(1);
    const thread = openThread(truth.page());
    truth.append();
    truth.settle(2, "Sent");
    const shuffled = truth.events.toReversed().reduce(apply, thread);
    expect(isBehind(shuffled)).toBe(true);
    expect(shown(applySince(shuffled, truth.since(shuffled.revision)).messages)).toEqual(shown(truth.messages));
  });

  test("an old status that comes late does not undo a newer one", () => {
    const truth = publishedConversation(1);
    const thread = openThread(truth.page());
    truth.settle(1, "Sent");
    truth.settle(1, "Read");
    const shuffled = truth.events.toReversed().reduce(apply, thread);
    expect(shuffled.messages[0]?.status).toBe("Read");
    expect(isBehind(shuffled)).toBe(false);
  });

  test("one event may span several revisions", () => {
    const truth = publishedConversation(1);
    const thread = openThread(truth.page());
    truth.takeOver();
    truth.append();
    const event = told(truth.events)[0]!;
    const coalesced = apply(thread, { ...event, data: { ...event.data, from: 1 } } as PublishedEvent);
    expect(coalesced.revision).toBe(3);
  });

  test("another owner shows at once, and what else may have changed is asked for", () => {
    const truth = publishedConversation(1);
    const thread = openThread(truth.page());
    truth.takeOver();
    const next = truth.events.reduce(apply, thread);
    expect(next.conversation.owner).toBe("person");
    expect(isBehind(next)).toBe(true);
    expect(isBehind(applySince(next, truth.since(next.revision)))).toBe(false);
  });

  test("to hear of a later revision is enough to be behind", () => {
    const thread = openThread(publishedConversation(1).page());
    expect(isBehind(hear(thread, 1))).toBe(false);
    expect(isBehind(hear(thread, 2))).toBe(true);
  });
});

describe("whole messages", () => {
  test("a cut text and anything but text wait for the whole", () => {
    const truth = publishedConversation();
    const thread = openThread(truth.page());
    truth.append();
    truth.append({ content: "x".repeat(600) });
    truth.append({ type: "interactive" });
    const live = truth.events.reduce(apply, thread);
    expect(live.messages.map(({ whole }) => whole)).toEqual([true, false, false]);
    const whole = truth.messages.reduce(applyWhole, live);
    expect(whole.messages.map(({ whole }) => whole)).toEqual([true, true, true]);
    expect(whole.messages[1]?.content).toHaveLength(600);
  });

  test("a whole message that was read before a status came is whole and does not undo the status", () => {
    const truth = publishedConversation();
    const thread = openThread(truth.page());
    const early = truth.append({ content: "x".repeat(600) });
    truth.settle(1, "Sent");
    const live = truth.events.reduce(apply, thread);
    const [shown] = applyWhole(live, early).messages;
    expect(shown).toMatchObject({ status: "Sent", sentAt: HEARD_AT, revision: 2, whole: true });
    expect(shown?.content).toHaveLength(600);
  });

  test("a message that is not on the screen stays out", () => {
    const truth = publishedConversation(8);
    const thread = openThread(truth.page());
    expect(seqs(applyWhole(thread, truth.messages[0]!))).toEqual([4, 5, 6, 7, 8]);
  });
});

describe("earlier messages", () => {
  test("a page goes before the first message", () => {
    const truth = publishedConversation(8);
    const all = applyEarlier(openThread(truth.page()), truth.page(4));
    expect(seqs(all)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(all.earlier).toBe(false);
    expect(isBehind(all)).toBe(false);
  });

  test("what changed on a page between its reading and its coming is asked for", () => {
    const truth = publishedConversation(8);
    const thread = openThread(truth.page());
    const page = truth.page(4);
    truth.settle(1, "Read");
    const current = applySince(thread, truth.since(thread.revision));
    expect(isBehind(current)).toBe(false);
    const late = applyEarlier(current, page);
    expect(isBehind(late)).toBe(true);
    expect(shown(applySince(late, truth.since(late.revision)).messages)).toEqual(shown(truth.messages));
  });

  test("changes of messages before the first make no hole between", () => {
    const truth = publishedConversation(8);
    const thread = openThread(truth.page());
    truth.settle(1, "Read");
    const next = applySince(thread, truth.since(thread.revision));
    expect(seqs(next)).toEqual([4, 5, 6, 7, 8]);
    expect(isBehind(next)).toBe(false);
  });
});

describe("what this browser sends", () => {
  const draft = { clientId: "c1", text: "hello", at: HEARD_AT };

  test("a draft gives way to its message, whether the event or the answer comes first", () => {
    const truth = publishedConversation(1);
    const thread = applySent(openThread(truth.page()), draft);
    expect(thread.drafts).toHaveLength(1);
    const message = truth.append({ sender: "agent", clientId: "c1" });

    const eventFirst = truth.events.reduce(apply, thread);
    expect(eventFirst.drafts).toEqual([]);
    expect(applySent(eventFirst, { ...draft, messageId: message.id }).drafts).toEqual([]);

    const answerFirst = applySent(thread, { ...draft, messageId: message.id });
    expect(answerFirst.drafts).toHaveLength(1);
    expect(applySince(answerFirst, truth.since(answerFirst.revision)).drafts).toEqual([]);
  });

  test("a refused draft keeps its place until it is dropped", () => {
    const thread = applySent(openThread(publishedConversation(1).page()), draft);
    const two = applySent(thread, { ...draft, clientId: "c2" });
    const refused = applySent(two, { ...draft, refused: "The window is closed" });
    expect(refused.drafts.map(({ clientId, refused }) => [clientId, refused])).toEqual([
      ["c1", "The window is closed"],
      ["c2", undefined],
    ]);
    expect(dropDraft(refused, "c1").drafts.map(({ clientId }) => clientId)).toEqual(["c2"]);
  });
});
