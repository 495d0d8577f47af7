import { expect, it } from "vitest";
import type { Bubble, Exchange } from "../../page-model";
import { happen } from "./happen";
import { chatId, type Happening, MOST_EXCHANGES, type PageState } from "./page-state";

const BUSINESS = { phoneNumberId: "1", name: "Café", number: "+1 555 0100" };
const [LUCIA, JOSE] = ["12025550114", "13055550137"].map((id) => ({ id, name: id, number: `+${id}` }));
const chatWith = (customer = LUCIA) => ({ phoneNumberId: "1", customer: customer!.id });
const EMPTY: PageState = {
  businesses: [BUSINESS],
  customers: [LUCIA!, JOSE!],
  chats: {},
  phones: [chatWith()],
  current: 0,
  exchanges: [],
  away: false,
};
const said = (id: string, more: Partial<Bubble> = {}): Bubble => ({
  id,
  from: "business",
  at: `2026-11-22T10:00:${id.padStart(2, "0")}Z`,
  text: id,
  ...more,
});
const after = (...events: Happening[]) => events.reduce(happen, EMPTY);
const ids = (state: PageState, customer = LUCIA) =>
  state.chats[chatId(chatWith(customer))]?.bubbles.map(({ id }) => id);
const exchange = (id: number): Exchange => ({
  id: String(id),
  at: "",
  kind: "call",
  method: "GET",
  path: "/",
  title: "",
});

it("keeps what was heard while a chat was fetched, which is newer than the answer", () => {
  const chat = chatWith();
  const state = after(
    { kind: "fetching", chat },
    { kind: "bubble", chat, bubble: said("2", { reactions: [{ from: "customer", emoji: "👍" }] }) },
    { kind: "bubble", chat, bubble: said("3") },
    { kind: "fetched", chat, bubbles: [said("1"), said("2")] },
  );
  expect(ids(state)).toEqual(["1", "2", "3"]);
  expect(state.chats[chatId(chat)]?.bubbles[1]?.reactions).toHaveLength(1);
});

it("counts a business's new messages in chats that no phone shows, each once", () => {
  const chat = chatWith(JOSE);
  const state = after(
    { kind: "bubble", chat, bubble: said("1") },
    { kind: "bubble", chat, bubble: said("1", { seen: true }) },
    { kind: "bubble", chat, bubble: said("2") },
    { kind: "bubble", chat, bubble: said("3", { from: "customer" }) },
    { kind: "bubble", chat: chatWith(), bubble: said("4") },
  );
  expect(state.chats[chatId(chat)]).toMatchObject({ unread: 2, last: { id: "3" } });
  expect(state.chats[chatId(chatWith())]?.unread).toBe(0);
  expect(happen(state, { kind: "open", chat }).chats[chatId(chat)]?.unread).toBe(0);
});

it("does not take a change of an old message for the newest", () => {
  const chat = chatWith(JOSE);
  const state = after(
    { kind: "bubble", chat, bubble: said("2") },
    { kind: "bubble", chat, bubble: said("1", { deleted: true }) },
  );
  expect(state.chats[chatId(chat)]).toMatchObject({ last: { id: "2" }, unread: 1 });
});

it("ends the dots when the business has written", () => {
  const chat = chatWith();
  const typing = after({ kind: "fetched", chat, bubbles: [] }, { kind: "typing", chat, until: "2026-11-22T10:00:25Z" });
  expect(typing.chats[chatId(chat)]?.typingUntil).toBeDefined();
  expect(happen(typing, { kind: "bubble", chat, bubble: said("1") }).chats[chatId(chat)]?.typingUntil).toBeUndefined();
});

it("opens a chat in the current phone or beside it, and one chat only once", () => {
  const beside = after({ kind: "open", chat: chatWith(JOSE), beside: true });
  expect(beside).toMatchObject({ phones: [chatWith(), chatWith(JOSE)], current: 1 });
  expect(happen(beside, { kind: "open", chat: chatWith() })).toMatchObject({ phones: { length: 2 }, current: 0 });
  expect(after({ kind: "open", chat: chatWith(JOSE) }).phones).toEqual([chatWith(JOSE)]);
  expect(happen(beside, { kind: "close", phone: 1 })).toMatchObject({ phones: [chatWith()], current: 0 });
});

it("closes the phones of numbers and customers that are gone, and never shows none while there is one", () => {
  const overview = { businesses: [BUSINESS], customers: [JOSE!], chats: [] };
  expect(after({ kind: "overview", overview }).phones).toEqual([chatWith(JOSE)]);
});

it("fetches everything anew after the server was away", () => {
  const state = after(
    { kind: "fetched", chat: chatWith(), bubbles: [said("1")] },
    { kind: "lost" },
    { kind: "rejoined" },
  );
  expect(state.away).toBe(false);
  expect(state.chats[chatId(chatWith())]?.fetched).toBe("no");
});

it("replaces an exchange that went on and forgets the oldest", () => {
  const many = Array.from({ length: MOST_EXCHANGES }, (_, id) => exchange(id));
  const state = after(
    { kind: "exchanges", exchanges: many },
    { kind: "exchange", exchange: { ...exchange(7), status: 200 } },
    { kind: "exchange", exchange: exchange(MOST_EXCHANGES) },
  );
  expect(state.exchanges).toHaveLength(MOST_EXCHANGES);
  expect(state.exchanges[0]?.id).toBe("1");
  expect(state.exchanges[6]).toMatchObject({ id: "7", status: 200 });
});
