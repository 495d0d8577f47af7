import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mergeStatus, type MessageError, type MessageStatus, type StatusRow, type StatusUpdate } from "./status";

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second));
const failure: MessageError = { code: 131026, title: "Undeliverable", details: null };
const unconfirmed: MessageError = { title: "No answer came", reason: "unconfirmed" };

const row = (status: MessageStatus, more: Partial<StatusRow> = {}): StatusRow => ({
  status,
  sentAt: null,
  deliveredAt: null,
  readAt: null,
  failedAt: null,
  error: null,
  notes: [],
  ...more,
});
const guess = row("Failed", { failedAt: at(9), error: unconfirmed });
const failed = row("Failed", { failedAt: at(1), error: failure });

const says = (status: string, second = 5): StatusUpdate => ({
  status,
  at: at(second),
  errors: status === "failed" ? [failure] : [],
});

/** The row after all updates, in their order. */
const after = (start: StatusRow, updates: readonly StatusUpdate[]): StatusRow =>
  updates.reduce((current, update) => {
    const merged = mergeStatus(current, update);
    return merged.kind === "changed" ? merged.row : current;
  }, start);

const STAMP = {
  sent: "sentAt",
  delivered: "deliveredAt",
  read: "readAt",
  played: "readAt",
  failed: "failedAt",
} as const;
type Word = keyof typeof STAMP;

describe("a status", () => {
  const rises: [MessageStatus, Word, MessageStatus][] = [
    ["Pending", "sent", "Sent"],
    ["Pending", "delivered", "Delivered"],
    ["Pending", "read", "Read"],
    ["Pending", "failed", "Failed"],
    ["Unknown", "sent", "Sent"],
    ["Unknown", "delivered", "Delivered"],
    ["Unknown", "read", "Read"],
    ["Unknown", "failed", "Failed"],
    ["Sent", "delivered", "Delivered"],
    ["Sent", "read", "Read"],
    ["Sent", "played", "Read"],
    ["Sent", "failed", "Failed"],
    ["Delivered", "read", "Read"],
    ["Delivered", "played", "Read"],
  ];
  test.each(rises)("of a message that is %s, %s, makes it %s, with its time", (before, word, status) => {
    const merged = after(row(before), [says(word)]);
    expect(merged).toMatchObject({ status, [STAMP[word]]: at(5), notes: [] });
    expect(merged.error).toEqual(word === "failed" ? failure : null);
  });

  const stays: [MessageStatus, Word][] = [
    ["Sent", "sent"],
    ["Delivered", "sent"],
    ["Delivered", "delivered"],
    ["Read", "sent"],
    ["Read", "delivered"],
    ["Read", "played"],
  ];
  test.each(stays)("of a message that is %s, %s, only fills its time", (before, word) => {
    expect(after(row(before), [says(word)])).toEqual(row(before, { [STAMP[word]]: at(5) }));
  });

  test.each(["Delivered", "Read"] as const)("of failure leaves a message %s, and is noted", (before) => {
    const merged = mergeStatus(row(before), says("failed"));
    const notes = [{ status: "failed", at: at(5).toISOString(), error: failure }];
    expect(merged).toEqual({ kind: "changed", row: row(before, { notes }), outcome: "failed after it had arrived" });
  });

  test.each([
    ["delivered", "Delivered"],
    ["read", "Read"],
    ["played", "Read"],
  ] as const)("%s makes a failed message %s, and the failure is noted", (word, status) => {
    const merged = mergeStatus(failed, says(word));
    const notes = [{ status: "failed", at: at(1).toISOString(), error: failure }];
    expect(merged).toEqual({
      kind: "changed",
      row: row(status, { [STAMP[word]]: at(5), notes }),
      outcome: "arrived after it had failed",
    });
  });

  test("sent leaves a failed message failed", () => {
    expect(after(failed, [says("sent")])).toEqual({ ...failed, sentAt: at(5) });
  });

  test.each([
    ["sent", "Sent"],
    ["delivered", "Delivered"],
    ["read", "Read"],
  ] as const)("%s makes a message of which no answer came %s, as if nothing had been", (word, status) => {
    expect(after(guess, [says(word)])).toEqual(row(status, { [STAMP[word]]: at(5) }));
  });

  test("failed gives a message of which no answer came its real failure", () => {
    expect(after(guess, [says("failed")])).toEqual(row("Failed", { failedAt: at(5), error: failure }));
  });

  test.each([row("Pending"), row("Sent"), row("Read"), failed, guess])(
    "that is no step leaves $status, and is noted",
    (before) => {
      for (const word of ["warning", "deleted", "constructor", ""]) {
        const merged = mergeStatus(before, says(word));
        const notes = [{ status: word, at: at(5).toISOString(), error: null }];
        expect(merged).toEqual({ kind: "changed", row: { ...before, notes }, outcome: `"${word}" changes nothing` });
      }
    },
  );

  test("that is repeated changes nothing, also after the database gave its JSON back in another order", () => {
    const once = after(row("Delivered"), [says("failed")]);
    const stored = {
      ...once,
      notes: [
        { error: { title: "Undeliverable", details: null, code: 131026 }, at: at(5).toISOString(), status: "failed" },
      ],
    };
    expect(mergeStatus(stored, says("failed")).kind).toBe("unchanged");
    expect(mergeStatus(after(row("Pending"), [says("read")]), says("read"))).toEqual({
      kind: "unchanged",
      outcome: "known already",
    });
  });

  test("without a time still makes its step", () => {
    expect(after(row("Sent"), [{ ...says("read"), at: null }])).toEqual(row("Read"));
  });
});

test("any order and any number of repeats of the same updates give one row", () => {
  const start = fc.constantFrom(
    row("Pending"),
    row("Unknown"),
    row("Sent", { sentAt: at(3) }),
    row("Delivered"),
    row("Read"),
    failed,
    guess,
  );
  const update = fc.record({
    status: fc.constantFrom("sent", "delivered", "read", "played", "failed", "failed", "warning", "deleted"),
    at: fc.option(fc.integer({ min: 0, max: 9 }).map(at)),
    errors: fc.constantFrom([], [failure], [{ code: 131049, title: "Not now" }]),
  });
  const orders = fc.array(update, { maxLength: 6 }).chain((updates) => {
    const repeated = fc.shuffledSubarray([...updates, ...updates, ...updates], { minLength: updates.length * 2 });
    return fc.tuple(
      fc.constant(updates),
      repeated.map((some) => [...some, ...updates]),
      fc.shuffledSubarray(updates, { minLength: updates.length }),
    );
  });
  fc.assert(
    fc.property(start, orders, (before, [inOrder, repeated, shuffled]) => {
      const expected = after(before, inOrder);
      expect(after(before, repeated)).toEqual(expected);
      expect(after(before, shuffled)).toEqual(expected);
    }),
    { numRuns: 250 },
  );
});
