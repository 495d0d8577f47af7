import { expect, test } from "vitest";
import { dayHeading, relativeTime, shortTime } from "./time-format";

const now = new Date(2026, 2, 12, 15, 30, 0); // a Thursday
const at = (day: number, hour: number, minute: number) => new Date(2026, 2, day, hour, minute);

test("a narrow column gets the shortest time that still tells", () => {
  expect(shortTime(at(12, 15, 30), now)).toBe("now");
  expect(shortTime(new Date(now.getTime() + 15_000), now)).toBe("now");
  expect(shortTime(at(12, 15, 26), now)).toBe("4 min");
  expect(shortTime(at(12, 9, 5), now)).toBe("09:05");
  expect(shortTime(at(11, 23, 59), now)).toBe("Wed");
  expect(shortTime(at(5, 23, 59), now)).toBe("5 Mar");
  expect(shortTime(new Date(2024, 11, 31), now)).toBe("31 Dec 2024");
});

test("the last hour counts in minutes also across midnight", () => {
  const past = new Date(2026, 2, 12, 0, 10);
  expect(shortTime(at(11, 23, 50), past)).toBe("20 min");
});

test("a sentence says how long ago, and after a day when", () => {
  expect(relativeTime(at(12, 15, 30), now)).toBe("just now");
  expect(relativeTime(at(12, 15, 29), now)).toBe("1 minute ago");
  expect(relativeTime(at(12, 17, 30), now)).toBe("in 2 hours");
  expect(relativeTime(at(3, 14, 5), now)).toBe("3 Mar, 14:05");
});

test("a clock that is behind the server shows no time in the future as long past", () => {
  expect(shortTime(new Date(now.getTime() + 5_000), now)).toBe("now");
  expect(relativeTime(new Date(now.getTime() + 5_000), now)).toBe("just now");
});

test("days are named by the wall clock, not by spans of 24 hours", () => {
  expect(dayHeading(at(12, 0, 1), now)).toBe("Today");
  expect(dayHeading(at(11, 0, 1), now)).toBe("Yesterday");
  expect(dayHeading(at(10, 23, 0), now)).toBe("Tuesday");
  expect(dayHeading(at(3, 12, 0), now)).toBe("Tue 3 Mar");
  expect(dayHeading(new Date(2024, 0, 1), now)).toBe("Mon 1 Jan 2024");
});
