import { expect, test } from "vitest";
import { nextOutboxStep, type OutboxFacts, type OutboxRow } from "./outbox";

const now = new Date("2026-11-22T10:00:00Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const facts: OutboxFacts = {
  now,
  owner: "bot",
  organizationStatus: "active",
  health: "healthy",
  sendsNotBefore: null,
  lastInboundAt: ago(60),
  freeUntil: null,
  paidOffAt: null,
};
const pending = (id: string, change: Partial<OutboxRow> = {}): OutboxRow => ({
  id,
  status: "Pending",
  sender: "bot",
  attemptedAt: null,
  nextAttemptAt: null,
  isTemplated: false,
  beforeHandOff: false,
  lacksUpload: false,
  ...change,
});
const unknown = (id: string, attemptedAt: Date) => pending(id, { status: "Unknown", attemptedAt });

test("the first pending message goes first", () => {
  expect(nextOutboxStep([pending("1"), pending("2")], facts)).toMatchObject({ do: "send", row: { id: "1" } });
});

test("nothing to send waits for nothing", () => {
  expect(nextOutboxStep([], facts)).toEqual({ do: "wait", until: null });
});

test("an attempt that a dead worker left becomes unknown, never a second attempt", () => {
  expect(nextOutboxStep([pending("1", { attemptedAt: ago(1) })], facts)).toMatchObject({ do: "mark-unknown" });
});

test("an unknown message holds the later ones until ten seconds after its time-out and no longer", () => {
  expect(nextOutboxStep([unknown("1", ago(19)), pending("2")], facts)).toEqual({ do: "wait", until: ago(-6) });
  expect(nextOutboxStep([unknown("1", ago(26)), pending("2")], facts)).toMatchObject({ do: "send", row: { id: "2" } });
});

test("an unknown message is given up after ten minutes", () => {
  expect(nextOutboxStep([unknown("1", ago(599))], facts)).toEqual({ do: "wait", until: ago(-1) });
  expect(nextOutboxStep([unknown("1", ago(600))], facts)).toMatchObject({ do: "give-up", row: { id: "1" } });
});

test("a person's takeover withholds the bot's bubbles and lets the person's pass", () => {
  const rows = [pending("1"), pending("2", { sender: "agent" })];
  expect(nextOutboxStep(rows, { ...facts, owner: "person" })).toMatchObject({ do: "withhold", row: { id: "1" } });
  expect(nextOutboxStep(rows.slice(1), { ...facts, owner: "person" })).toMatchObject({ do: "send", row: { id: "2" } });
});

test("a file is uploaded before its message leaves, once that may", () => {
  const row = pending("1", { lacksUpload: true });
  expect(nextOutboxStep([row, pending("2")], facts)).toEqual({ do: "upload", until: ago(-60) });
  expect(nextOutboxStep([row], { ...facts, health: "unhealthy" })).toMatchObject({ do: "wait" });
  const late = { ...facts, lastInboundAt: ago(25 * 3600) };
  expect(nextOutboxStep([row], late)).toMatchObject({ do: "close-window" });
  expect(nextOutboxStep([unknown("0", ago(1)), row], facts)).toMatchObject({ do: "wait" });
});

test("what a flow said before it handed over itself still leaves", () => {
  const row = pending("1", { beforeHandOff: true });
  expect(nextOutboxStep([row], { ...facts, owner: "person" })).toMatchObject({ do: "send", row: { id: "1" } });
});

test("what is too fast for one customer waits until Meta's pace lets it go", () => {
  const paidOffAt = ago(-45 * 6);
  expect(nextOutboxStep([pending("1")], { ...facts, paidOffAt })).toEqual({ do: "wait", until: ago(-6) });
  expect(nextOutboxStep([pending("1")], { ...facts, paidOffAt: ago(-44 * 6) })).toMatchObject({ do: "send" });
});

test("a template leaves whatever the window", () => {
  const closed = { ...facts, lastInboundAt: ago(25 * 3600) };
  expect(nextOutboxStep([pending("1", { isTemplated: true })], closed)).toMatchObject({ do: "send" });
});

test("a closed window closes a free-form message out", () => {
  expect(nextOutboxStep([pending("1")], { ...facts, lastInboundAt: ago(24 * 3600) })).toMatchObject({
    do: "close-window",
  });
  expect(nextOutboxStep([pending("1")], { ...facts, lastInboundAt: null })).toMatchObject({ do: "close-window" });
});

test("a pause of the number, of the message, of the connection or of the organization holds everything in order", () => {
  const until = ago(-30);
  const rows = [pending("1", { nextAttemptAt: until }), pending("2")];
  expect(nextOutboxStep(rows, facts)).toEqual({ do: "wait", until });
  expect(nextOutboxStep([pending("1")], { ...facts, sendsNotBefore: until })).toEqual({ do: "wait", until });
  expect(nextOutboxStep([pending("1")], { ...facts, health: "unhealthy" })).toEqual({ do: "wait", until: ago(-60) });
  expect(nextOutboxStep([pending("1")], { ...facts, organizationStatus: "suspended" })).toEqual({
    do: "wait",
    until: ago(-60),
  });
});
