import { expect, test } from "vitest";
import { whyNoReply } from "./reply";

const wrote = new Date("2026-03-12T15:30:00Z");
const later = (hours: number) => new Date(wrote.getTime() + hours * 3_600_000);

test("a reply may be written for 24 hours after the customer wrote", () => {
  expect(whyNoReply(wrote, later(23.9))).toBeNull();
  expect(whyNoReply(wrote, later(24))).toMatch("24 hours");
});

test("nobody writes first", () => {
  expect(whyNoReply(null, wrote)).toMatch("has not written yet");
});
