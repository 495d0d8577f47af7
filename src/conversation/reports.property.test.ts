import fc from "fast-check";
import { expect, test } from "vitest";
import { foldReports, type Known, type ReportedMessage, type StatusReport } from "./reports";
import { MOST_NOTES, type MessageStatus } from "./status";

interface Report extends StatusReport {
  readonly name: number;
}

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second));
const PRICING = { billable: true, category: "service", type: "regular", model: "PMP" };

const message = (id: string, waMessageId: string | null, status: MessageStatus): ReportedMessage => ({
  id,
  conversationId: "conversation",
  waMessageId,
  status,
  sentAt: null,
  deliveredAt: null,
  readAt: null,
  failedAt: null,
  error: null,
  notes: [],
  pricing: null,
});

// Two messages whose ids at the channel are known, and two that are known by what we sent along.
const messages = fc.constantFrom<MessageStatus[]>(["Sent", "Pending"], ["Delivered", "Unknown"], ["Failed", "Unknown"]);
const start = messages.map(([known = "Sent", unknown = "Pending"]): Known<Report> => ({
  messages: [
    message("a", "wa-a", known),
    message("b", "wa-b", known),
    message("c", null, unknown),
    message("d", null, unknown),
  ],
  parked: [],
}));

const reports = fc
  .array(
    fc.record({
      waMessageId: fc.constantFrom("wa-a", "wa-b", "wa-c", "wa-d", "wa-e"),
      callbackData: fc.constantFrom(null, null, "a", "c", "d", "nobody"),
      status: fc.constantFrom("sent", "delivered", "read", "failed", "warning"),
      at: fc.integer({ min: 0, max: 9 }).map(at),
      errors: fc.constantFrom([], [{ code: 131026, title: "Undeliverable" }]),
      pricing: fc.constantFrom(null, PRICING, { ...PRICING, category: "marketing" }),
      freeUntil: fc.constantFrom(null, at(60), at(90)),
    }),
    { maxLength: 12 },
  )
  .map((given): Report[] => given.map((report, name) => ({ ...report, name })));

/** Where everything stands once the batches were read, one after another. */
function after(known: Known<Report>, batches: readonly (readonly Report[])[]) {
  const outcomes = new Map<number, string>();
  const free = new Map<string, number>();
  let now = known;
  for (const batch of batches) {
    const folded = foldReports(now, batch);
    for (const [{ name }, outcome] of folded.outcomes) outcomes.set(name, outcome);
    for (const { messageId, until } of folded.free) free.set(messageId, Math.max(free.get(messageId) ?? 0, +until));
    const changed = new Map(folded.changed.map((one) => [one.id, one]));
    now = {
      messages: now.messages.map((one) => changed.get(one.id) ?? one),
      parked: [...now.parked, ...batch].filter(({ name }) => outcomes.get(name) === "parked"),
    };
  }
  return { ...now, outcomes: [...outcomes].sort(([a], [b]) => a - b), free: [...free].sort() };
}

const cut = (all: readonly Report[], places: readonly number[]): Report[][] => {
  const cuts = [0, ...[...places].map((place) => place % (all.length + 1)).sort((a, b) => a - b), all.length];
  return cuts.slice(1).map((end, index) => all.slice(cuts[index], end));
};

test("a batch cut anywhere comes to the same as its reports one by one", () => {
  fc.assert(
    fc.property(start, reports, fc.array(fc.nat(), { maxLength: 4 }), (known, all, places) => {
      const oneByOne = after(known, cut(all, [...all.keys()]));
      expect(after(known, [all])).toEqual(oneByOne);
      expect(after(known, cut(all, places))).toEqual(oneByOne);
    }),
    { numRuns: 500 },
  );
});

test("a message is told as changed once and only if a report changed it", () => {
  const known: Known<Report> = { messages: [message("a", "wa-a", "Sent"), message("b", "wa-b", "Read")], parked: [] };
  const says = (waMessageId: string, status: string, name: number): Report => ({
    ...{ name, waMessageId, status, at: null, errors: [], callbackData: null },
  });
  const { changed } = foldReports(known, [
    says("wa-a", "delivered", 1),
    says("wa-b", "delivered", 2),
    says("wa-a", "read", 3),
  ]);
  expect(changed).toMatchObject([{ id: "a", status: "Read" }]);
});

test("a report that was parked counts once a report that came with our own id names its message", () => {
  const early: Report = { name: 0, waMessageId: "wa", callbackData: null, status: "read", at: at(5), errors: [] };
  const naming: Report = { ...early, name: 1, callbackData: "a", status: "sent", at: at(1) };
  const { outcomes, changed } = foldReports({ messages: [message("a", null, "Unknown")], parked: [early] }, [naming]);
  expect([...outcomes.values()].sort()).toEqual(["Sent", "applied once the message was known"]);
  expect(changed).toMatchObject([{ waMessageId: "wa", status: "Read", sentAt: at(1), readAt: at(5) }]);
});

test("a thousand distinct reports of one message are folded quickly, and few of them are kept", () => {
  const reports = Array.from({ length: 1000 }, (_, index) => ({
    waMessageId: "w",
    status: "failed",
    at: at(index),
    errors: [{ code: 1, title: `Failure ${index}` }],
    callbackData: null,
    pricing: null,
  }));
  const began = process.cpuUsage();
  const { changed } = foldReports({ messages: [message("m", "w", "Sent")], parked: [] }, reports);
  expect(process.cpuUsage(began).user / 1e6).toBeLessThan(1);
  expect(changed[0]).toMatchObject({ status: "Failed", error: { title: "Failure 0" }, notes: { length: MOST_NOTES } });
});
