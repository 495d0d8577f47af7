import { expect, test } from "vitest";
import { answerOf } from "./answer";
import { ENV, incomingOf, said, tapped } from "./golden/facts";
import type { Waiting } from "./session";

const waiting: Waiting = {
  for: "reply",
  since: ENV.now,
  timeoutAt: null,
  expiresAt: ENV.now,
  attempts: 1,
  bubbles: ["s:1:0"],
};
const choices = [
  "Red",
  { label: "Dark blue", value: "blue" },
  { label: "Three", value: 3 },
  { label: "None", value: "" },
];
const choose = (message: Parameters<typeof answerOf>[1]) => answerOf({ kind: "choice", choices }, message, waiting);

test.each([
  ["Red", "Red", 0],
  ["dark BLUE", "blue", 1],
  ["blue", "blue", 1],
  ["2", "blue", 1],
  ["three", 3, 2],
  ["3", 3, 2],
  ["none", "None", 3],
])("the choice %j is stored by its value, else by its label: %j", (text, value, index) => {
  expect(choose(said(text))).toMatchObject({ value, chosen: { index } });
});

test("a tap counts for the question it belongs to, and else as its title's text", () => {
  expect(choose(tapped({ id: "opt-1", title: "Dark blue" }, "s:1:0"))).toMatchObject({ value: "blue" });
  expect(choose(tapped({ id: "opt-1", title: "Small" }))).toMatchObject({ value: "blue" });
  expect(choose(tapped({ id: "opt-1", title: "Small" }, "s:0:0"))).toBeNull();
  expect(choose(tapped({ id: "opt-1", title: "Red" }, "s:0:0"))).toMatchObject({ value: "Red" });
  expect(choose(tapped({ id: "opt-1", title: "Small" }, null))).toBeNull();
});

test("a tap on an old question's button answers other kinds with its title", () => {
  const old = tapped({ id: "opt-0", title: "12" }, "s:0:0");
  expect(answerOf({ kind: "number", choices: [] }, old, waiting)).toEqual({ value: 12 });
  expect(answerOf({ kind: "text", choices: [] }, old, waiting)).toEqual({ value: "12" });
});

test("numbers and phone numbers are read as they are written in the customer's country", () => {
  const read = (kind: "number" | "phone", text: string, clue?: string) =>
    answerOf({ kind, choices: [] }, said(text), { ...waiting, ...(clue && { clue }) })?.value;
  expect(read("number", "1.500", "CO")).toBe(1_500);
  expect(read("number", "1.500", "US")).toBeUndefined();
  expect(read("phone", "07911 123456", "GB")).toBe("+447911123456");
  expect(read("phone", "07911 123456")).toBeUndefined();
});

test("an answer is no longer than WhatsApp's texts", () => {
  const { value } = answerOf({ kind: "text", choices: [] }, said("x".repeat(70_000)), waiting) ?? {};
  expect(value).toHaveLength(4_096);
});

test("no kind fails on a message that says nothing", () => {
  const silence = { incoming: incomingOf({ type: "contacts" }), at: ENV.now };
  for (const kind of ["text", "number", "email", "phone", "date", "choice", "location", "media"] as const) {
    expect(answerOf({ kind, choices }, silence, waiting)).toBeNull();
  }
});
