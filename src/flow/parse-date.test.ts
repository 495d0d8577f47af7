import { expect, test } from "vitest";
import { parseDate } from "./parse-date";

test.each([
  ["2026-12-31", "2026-12-31"],
  ["2026/12/31", "2026-12-31"],
  ["2026-1-2", "2026-01-02"],
  ["31/12/2026", "2026-12-31"],
  ["31.12.2026", "2026-12-31"],
  ["31-12-2026", "2026-12-31"],
  [" 31 / 12 / 2026 ", "2026-12-31"],
  ["٣١/١٢/٢٠٢٦", "2026-12-31"],
  ["29/02/2028", "2028-02-29"],
])("%j is %s", (text, day) => expect(parseDate(text)).toBe(day));

test("the day stands before the month, unless that is impossible", () => {
  expect(parseDate("5/4/2026")).toBe("2026-04-05");
  expect(parseDate("12/11/2026")).toBe("2026-11-12");
  expect(parseDate("12/31/2026")).toBe("2026-12-31");
  expect(parseDate("2/29/2028")).toBe("2028-02-29");
});

test.each([
  "",
  "tomorrow",
  "31/12",
  "31/12/26",
  "31/02/2026",
  "29/02/2027",
  "13/13/2026",
  "00/01/2026",
  "31/12-2026",
  "2026-13-01",
  "2026-31-12",
  "0026-12-31",
  "20261231",
  "on 31/12/2026",
  "9".repeat(5_000),
])("%j is no day", (text) => expect(parseDate(text)).toBeNull());
