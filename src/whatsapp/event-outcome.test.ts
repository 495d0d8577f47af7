import { expect, test } from "vitest";
import { outcomeInWords } from "./event-outcome";

const event = { state: "processed", outcome: null, error: null, tries: 1 };

test("what has words of its own is told in them, the rest as it stands", () => {
  expect(outcomeInWords({ ...event, outcome: "no-trigger" })).toBe("Shown; no flow starts with these words");
  expect(outcomeInWords({ ...event, outcome: 'flow "Welcome" waits' })).toBe('Flow "Welcome" waits');
});

test("a flow that ended says why, unless it came to its own end", () => {
  expect(outcomeInWords({ ...event, outcome: 'flow "Menu" ended: completed' })).toBe('Flow "Menu" ended');
  expect(outcomeInWords({ ...event, outcome: 'flow "Menu" ended: no-next' })).toBe(
    'Flow "Menu" ended: nothing follows there',
  );
  expect(outcomeInWords({ ...event, outcome: 'flow "Menu" ended: bye' })).toBe('Flow "Menu" ended: bye');
});

test("what nobody acts upon does not repeat what its field means", () => {
  expect(outcomeInWords({ ...event, outcome: "not acted upon: a template was approved" })).toBe("Not acted upon");
});

test("an event that waits says whether it was tried", () => {
  expect(outcomeInWords({ ...event, state: "received", tries: 0 })).toBe("Waiting to be worked");
  expect(outcomeInWords({ ...event, state: "received", tries: 3, error: "timeout" })).toBe("Try 3 failed: timeout");
});

test("a failed event says why it was given up and what went wrong", () => {
  const failed = { state: "failed", outcome: "gave up after 8 tries", error: "timeout", tries: 8 };
  expect(outcomeInWords(failed)).toBe("Gave up after 8 tries: timeout");
  expect(outcomeInWords({ ...failed, error: null })).toBe("Gave up after 8 tries");
});
