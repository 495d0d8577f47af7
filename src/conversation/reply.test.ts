import { expect, test } from "vitest";
import { whyNoReply } from "./reply";

const wrote = new Date("2026-03-12T15:30:00Z");
const later = (hours: number) => new Date(wrote.getTime() + hours * 3_600_000);

test("a reply may be written for 24 hours after the customer wrote", () => {
  const window = { lastInboundAt: wrote, freeUntil: null };
  expect(whyNoReply(window, later(23.9))).toBeNull();
  expect(whyNoReply(window, later(24))).toMatch("24 hours");
});

test("who came from an ad may be written to until Meta says that it ends", () => {
  const window = { lastInboundAt: wrote, freeUntil: later(72) };
  expect(whyNoReply(window, later(71.9))).toBeNull();
  expect(whyNoReply(window, later(72))).toMatch("24 hours");
});

test("nobody writes first", () => {
  expect(whyNoReply({ lastInboundAt: null, freeUntil: null }, wrote)).toMatch("has not written yet");
});
