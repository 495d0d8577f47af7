import { expect, test } from "vitest";
import { zonedTime } from "./zoned-time";

const at = Date.UTC(2026, 2, 1, 14, 30, 0, 500);

test("the time is told as clocks in the zone show it, with its offset", () => {
  expect(zonedTime(at, "America/Bogota")).toBe("2026-03-01T09:30:00-05:00");
  expect(zonedTime(at, "Asia/Kathmandu")).toBe("2026-03-01T20:15:00+05:45");
});

test("summer time changes the offset", () => {
  expect(zonedTime(Date.UTC(2026, 6, 1), "Europe/Madrid")).toBe("2026-07-01T02:00:00+02:00");
});

test("on the day it begins, only from that minute on", () => {
  expect(zonedTime(Date.UTC(2026, 2, 29, 0, 59, 59), "Europe/Madrid")).toBe("2026-03-29T01:59:59+01:00");
  expect(zonedTime(Date.UTC(2026, 2, 29, 1, 0, 0), "Europe/Madrid")).toBe("2026-03-29T03:00:00+02:00");
});

test("an unknown zone is read as UTC", () => {
  expect(zonedTime(at, "Mars/Olympus")).toBe("2026-03-01T14:30:00+00:00");
});
