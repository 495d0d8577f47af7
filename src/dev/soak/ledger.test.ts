import { expect, test } from "vitest";
import type { Accepted, Books, Said, Stored } from "./books";
import { disagreements, failures } from "./ledger";

const PLACE = { organizationId: "shop", customer: "34600" };
const SAID: Said = { ...PLACE, waMessageId: "in-1", at: 1, sha256: null, replies: ["hola#one", /^hola#t/] };
const INBOUND: Stored = {
  ...{ ...PLACE, id: "m1", seq: 1, direction: "inbound", status: "Delivered", content: "hola", waMessageId: "in-1" },
  ...{ why: null, event: "processed", file: null },
};
const bubble = (seq: number, content: string): Stored => ({
  ...{ ...PLACE, id: `m${seq}`, seq, direction: "outbound", status: "Delivered", content, waMessageId: `out-${seq}` },
  ...{ why: null, event: null, file: null },
});
const accepted = (seq: number, text: string): Accepted => ({
  ...PLACE,
  ...{ waMessageId: `out-${seq}`, messageId: `m${seq}`, text },
});
const [ONE, TWO] = [bubble(2, "hola#one"), bubble(3, "hola#two")];
const [GOT_ONE, GOT_TWO] = [accepted(2, "hola#one"), accepted(3, "hola#two")];
const DELIVERED = new Set(["sent", "delivered"]);

/** A customer said "hola" and got two bubbles, but for what is given. */
const books = (given: Partial<Books> = {}): Books => ({
  said: [SAID],
  acknowledged: new Map([["in-1", 2]]),
  accepted: [GOT_ONE, GOT_TWO],
  reported: new Map([
    ["out-2", DELIVERED],
    ["out-3", DELIVERED],
  ]),
  stored: [INBOUND, ONE, TWO],
  ...given,
});
const failed = (row: Stored, why: string): Stored => ({ ...row, status: "Failed", why, waMessageId: null });

test("agrees where everything was said, answered and reported once", () => {
  expect(disagreements(books())).toEqual([]);
});

test.each<[what: string, given: Partial<Books>, sentence: RegExp]>([
  ["lost what was said", { stored: [ONE, TWO] }, /in-1 is here 0 times/],
  ["took it in twice", { stored: [INBOUND, { ...INBOUND, id: "m9", seq: 9 }, ONE, TWO] }, /in-1 is here 2 times/],
  ["has it lying about", { stored: [{ ...INBOUND, event: "received" }, ONE, TWO] }, /"hola" is received/],
  ["made something up", { said: [] }, /never said "hola"/],
  ["lost an answer", { stored: [INBOUND, ONE], accepted: [GOT_ONE] }, /bubble 2 is "", not/],
  ["said too much", { stored: [INBOUND, ONE, TWO, bubble(4, "hola#two")] }, /bubble 3 is "hola#two", not none/],
  [
    "answered in another order",
    { stored: [INBOUND, bubble(2, "hola#two"), ONE] },
    /bubble 1 is "hola#two", not hola#one/,
  ],
  ["sent one twice", { accepted: [GOT_ONE, GOT_ONE, GOT_TWO] }, /got "hola#one" again/],
  ["sent the second first", { accepted: [GOT_TWO, GOT_ONE] }, /got "hola#one" too late/],
  ["sent other words", { accepted: [GOT_ONE, accepted(3, "hola#three")] }, /"hola#three", which is not theirs/],
  ["sent it to somebody else", { accepted: [GOT_ONE, { ...GOT_TWO, customer: "34601" }] }, /34601 got "hola#two"/],
  ["sent it from another's number", { accepted: [GOT_ONE, { ...GOT_TWO, organizationId: "b" }] }, /b 34600 got/],
  ["never sent it", { accepted: [GOT_ONE] }, /"hola#two" is Delivered, though it was not accepted/],
  ["waits for ever", { stored: [INBOUND, ONE, { ...TWO, status: "Unknown" }], accepted: [GOT_ONE] }, /is Unknown/],
  [
    "failed and said not why",
    { stored: [INBOUND, ONE, { ...failed(TWO, ""), why: null }], accepted: [GOT_ONE] },
    /is Failed,/,
  ],
  [
    "says that it failed though it was read",
    { stored: [INBOUND, ONE, failed(TWO, "unconfirmed")] },
    /reported as Delivered/,
  ],
  ["lost a file", { said: [{ ...SAID, sha256: "ab" }] }, /the file of "hola" is null/],
  ["did not hear of it", { reported: new Map([["out-2", DELIVERED]]) }, /Delivered, though .* never reported/],
])("finds who %s", (...[, given, sentence]) => {
  expect(disagreements(books(given)).join("\n")).toMatch(sentence);
});

test("what was acknowledged before the next was said stands before it", () => {
  const next: Said = { ...SAID, waMessageId: "in-2", at: 3, replies: [] };
  const stored = [{ ...INBOUND, id: "m0", seq: 0, waMessageId: "in-2", content: "next" }, INBOUND, ONE, TWO];
  expect(disagreements(books({ said: [SAID, next], stored }))).toEqual(["shop 34600: in-2 passed in-1"]);
  expect(disagreements(books({ said: [SAID, { ...next, at: 2 }], stored }))).toEqual([]);
});

test("lets fail what Meta never took, and says so of what nobody heard of again", () => {
  const refused = { stored: [INBOUND, ONE, failed(TWO, "131026")], accepted: [GOT_ONE] };
  expect(disagreements(books(refused))).toEqual([]);
  const unheard = { stored: [INBOUND, ONE, failed(TWO, "unconfirmed")], reported: new Map([["out-2", DELIVERED]]) };
  expect(disagreements(books(unheard))).toEqual([]);
  expect(failures([failed(ONE, "131026"), failed(TWO, "unconfirmed"), failed(ONE, "131026")])).toBe(
    "2 131026, 1 unconfirmed",
  );
});
