import { describe, expect, test } from "vitest";
import {
  applyChecked,
  applyFirstPage,
  applyNextPage,
  applySummaries,
  applyUpdated,
  beginAnew,
  hasHole,
  inQuestion,
  isVague,
  type ConversationList,
} from "./conversation-list";
import { publishedConversation } from "@/dev/published-conversation";
import { openThread } from "./thread";
import { nameOf, type ConversationSummary } from "./conversation-summary";

const minute = (value: number) => new Date(Date.UTC(2026, 2, 12, 15, value));

const summary = (id: string, at: number, given: Partial<ConversationSummary> = {}): ConversationSummary => ({
  id,
  revision: 1,
  contact: { id: `contact of ${id}`, name: null, username: null, waId: "34600" },
  connection: { id: "connection", name: "Shop", displayPhoneNumber: "+34 911" },
  owner: "bot",
  state: "open" as const,
  assignee: null,
  handOff: null,
  unread: 0,
  preview: null,
  lastMessageAt: minute(at),
  lastInboundAt: null,
  freeUntil: null,
  ...given,
});

const page = (conversations: ConversationSummary[], nextCursor: string | null = null): ConversationList => ({
  conversations,
  nextCursor,
});
const ids = ({ conversations }: ConversationList) => conversations.map(({ id }) => id).join("");

const update = (conversationId: string, to: number, lastMessageAt: Date) => ({
  conversationId,
  from: to - 1,
  to,
  preview: "new",
  unread: 3,
  owner: "person" as const,
  state: "open" as const,
  assigneeId: "someone",
  lastMessageAt: lastMessageAt.toISOString(),
});

describe("live updates", () => {
  const list = page([summary("a", 20, { revision: 5 }), summary("b", 10, { revision: 5 })]);

  test("a conversation that moved goes to the top with what changed", () => {
    const moved = applyUpdated(list, update("b", 6, minute(30)));
    expect(ids(moved)).toBe("ba");
    expect(moved.conversations[0]).toMatchObject({ revision: 6, unread: 3, preview: "new", owner: "person" });
  });

  test("whoever took a conversation over is known at once, by name if the name was known", () => {
    const named = page([summary("a", 20, { revision: 5, assignee: { id: "someone", name: "Ana" } })]);
    const [anew] = applyUpdated(list, update("b", 6, minute(30))).conversations;
    const [still] = applyUpdated(named, update("a", 6, minute(30))).conversations;
    expect([anew?.assignee, still?.assignee]).toEqual([
      { id: "someone", name: null },
      { id: "someone", name: "Ana" },
    ]);
  });

  test("an event that is older than what is known changes nothing", () => {
    expect(applyUpdated(list, update("b", 5, minute(30)))).toBe(list);
  });

  test("a conversation that is not on the list is not made up from an event", () => {
    expect(applyUpdated(list, update("c", 1, minute(30)))).toBe(list);
  });
});

describe("pages", () => {
  test("the next page follows and brings the next cursor", () => {
    const first = page([summary("a", 20), summary("b", 10)], "after b");
    const both = applyNextPage(first, page([summary("c", 5)], null));
    expect(ids(both)).toBe("abc");
    expect(both.nextCursor).toBeNull();
  });

  test("the first page read again keeps what was paged in and what live events said since", () => {
    const known = page([summary("a", 30, { revision: 9 }), summary("b", 20), summary("c", 10)]);
    const again = applyFirstPage(known, page([summary("b", 25, { revision: 2 }), summary("a", 20)], "after a"));
    expect(ids(again)).toBe("abc");
    expect(again.conversations.map(({ revision }) => revision)).toEqual([9, 2, 1]);
    expect(again.nextCursor).toBeNull();
  });

  test("what belongs on a page that is not there yet stays out until it is asked for", () => {
    const first = page([summary("a", 20), summary("b", 10)], "after b");
    expect(ids(applySummaries(first, [summary("z", 1), summary("n", 15)]))).toBe("anb");
    expect(ids(applySummaries({ ...first, nextCursor: null }, [summary("z", 1)]))).toBe("abz");
  });

  test("conversations of the same moment are in the server's order, the later id first", () => {
    expect(ids(applySummaries(page([]), [summary("a", 5), summary("c", 5), summary("b", 5)]))).toBe("cba");
  });
});

test("the check brings what was missed and takes away what is gone", () => {
  const list = page([summary("a", 20), summary("b", 10)]);
  const checked = applyChecked(list, {
    changed: [summary("c", 30), summary("b", 25, { revision: 4 })],
    gone: ["a"],
    count: 2,
    epoch: 1,
  });
  expect(ids(checked)).toBe("cb");
});

test("a contact is called by the best that is known", () => {
  const nobody = { name: null, username: null, waId: null };
  expect(nameOf({ name: "Ana", username: "ana", waId: "34600" })).toBe("Ana");
  expect(nameOf({ ...nobody, username: "ana", waId: "34600" })).toBe("@ana");
  expect(nameOf({ ...nobody, waId: "34600" })).toBe("+34600");
  expect(nameOf(nobody)).toBe("Unknown contact");
});

describe("what is not known for certain", () => {
  const answer = (count: number) => ({ changed: [], gone: [], count, epoch: 1 });

  test("a live event of a conversation or a person nobody knows is looked into", () => {
    const list = page([summary("a", 20), summary("b", 10, { assignee: { id: "someone", name: "Ana" } })]);
    expect(isVague(list, "c")).toBe(true);
    expect(isVague(list, "a")).toBe(false);
    expect(isVague(undefined, "a")).toBe(false);
    const taken = applyUpdated(list, { ...update("a", 6, minute(30)), assigneeId: "stranger" });
    expect(isVague(taken, "a")).toBe(true);
    expect(inQuestion(taken, undefined)).toEqual([{ a: 0, b: 1 }]);
  });

  test("a person who has another conversation of the list is known by name at once", () => {
    const list = page([summary("a", 20), summary("b", 10, { assignee: { id: "someone", name: "Ana" } })]);
    const [taken] = applyUpdated(list, update("a", 6, minute(30))).conversations;
    expect(taken?.assignee).toEqual({ id: "someone", name: "Ana" });
  });

  test("every row is asked about, at most a hundred at once, and an open thread that lags behind its row", () => {
    const rows = Array.from({ length: 150 }, (_, at) => summary(`row ${at}`, at));
    expect(inQuestion(page(rows), undefined).map((known) => Object.keys(known).length)).toEqual([100, 50]);
    const thread = openThread(publishedConversation(2).page());
    const row = summary(thread.conversation.id, 1, { revision: 7 });
    expect(inQuestion(page([row]), thread)).toEqual([{ [row.id]: 2 }]);
    expect(inQuestion(undefined, undefined)).toEqual([{}]);
  });

  test("another number of conversations than the server counts is a hole", () => {
    const list = page([summary("a", 20), summary("b", 10)]);
    expect(hasHole(list, [answer(2)])).toBe(false);
    expect(hasHole(list, [answer(41)])).toBe(true);
    expect(hasHole(undefined, [answer(41)])).toBe(false);
  });

  test("a list with a hole begins anew with the first page, and keeps what it knew better", () => {
    const list = page([summary("old", 1), summary("a", 50, { revision: 9, unread: 2 })]);
    const anew = beginAnew(list, page([summary("new", 45), summary("a", 40, { revision: 8 })], "further down"));
    expect(ids(anew)).toBe("anew");
    expect(anew.conversations[0]).toMatchObject({ revision: 9, unread: 2 });
    expect(anew.nextCursor).toBe("further down");
  });

  test("a conversation in which nothing was said is not on the list, though its thread is open", () => {
    const silent = summary("silent", 0, { lastMessageAt: null });
    expect(ids(applyChecked(page([summary("a", 20)]), { ...answer(1), changed: [silent] }))).toBe("a");
  });
});
