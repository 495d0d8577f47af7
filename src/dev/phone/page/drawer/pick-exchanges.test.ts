import { expect, it } from "vitest";
import type { Exchange } from "../../page-model";
import { pickExchanges } from "./pick-exchanges";

const EXCHANGES: Exchange[] = [
  { id: "1", at: "", kind: "webhook", method: "POST", path: "/hook", title: "text from Lucía", status: 200 },
  { id: "2", at: "", kind: "call", method: "POST", path: "/messages", title: "text to Lucía", request: { to: "1202" } },
  { id: "3", at: "", kind: "call", method: "POST", path: "/messages", title: "text to José", status: 500 },
  { id: "4", at: "", kind: "webhook", method: "POST", path: "/hook", title: "read", status: 200, problem: "twice" },
];
const picked = (...[pick, search]: [Parameters<typeof pickExchanges>[1], string]) =>
  pickExchanges(EXCHANGES, pick, search).map(({ id }) => id);

it("shows the newest first, all or of one kind", () => {
  expect(picked("all", "")).toEqual(["4", "3", "2", "1"]);
  expect(picked("webhook", "")).toEqual(["4", "1"]);
  expect(picked("call", "")).toEqual(["3", "2"]);
});

it("counts as trouble what failed and what was played, not what is under way", () => {
  expect(picked("trouble", "")).toEqual(["4", "3"]);
});

it("finds all the words anywhere, in bodies too", () => {
  expect(picked("all", "LUCÍA text")).toEqual(["2", "1"]);
  expect(picked("all", "1202")).toEqual(["2"]);
});
