import { expect, test } from "vitest";
import { countryOfPhone, parsePhone } from "./parse-phone";

test.each([
  ["573001112233", "CO"],
  ["12025550114", "US"],
  ["14165550114", "CA"],
  ["447700900142", "GB"],
  ["5215512345678", "MX"],
  ["", null],
  ["unknown", null],
  ["GB.7700900199", null],
  ["999", null],
])("the country of %j is %j", (phone, country) => expect(countryOfPhone(phone)).toBe(country));

test.each([
  ["300 111 2233", "CO", "+573001112233"],
  ["(300) 111-22-33", "CO", "+573001112233"],
  ["573001112233", "CO", "+573001112233"],
  ["+57 300 111 2233", "US", "+573001112233"],
  ["00573001112233", "CO", "+573001112233"],
  ["00 57 300 111 2233", null, "+573001112233"],
  ["07911 123456", "GB", "+447911123456"],
  ["٣٠٠١١١٢٢٣٣", "CO", "+573001112233"],
  ["+12025550114", null, "+12025550114"],
])("%j written in %s is %s", (text, country, phone) => expect(parsePhone(text, country)).toBe(phone));

test.each([
  ["", "CO"],
  ["12", "CO"],
  ["my number", "CO"],
  ["call 300 111 2233", "CO"],
  ["300 111 2233", null],
  ["300 111 2233", "XX"],
  ["+57 300 111", "CO"],
  ["3".repeat(5_000), "CO"],
])("%j written in %s is no phone number", (text, country) => expect(parsePhone(text, country)).toBeNull());
