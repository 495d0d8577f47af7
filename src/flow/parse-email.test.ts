import { expect, test } from "vitest";
import { parseEmail } from "./parse-email";

test.each([
  ["ana@example.com", "ana@example.com"],
  ["  Ana.Maria+shop@Mail.EXAMPLE.com \n", "Ana.Maria+shop@mail.example.com"],
])("%j is %s", (text, email) => expect(parseEmail(text)).toBe(email));

test.each([
  "",
  "ana",
  "ana@",
  "@example.com",
  "ana@example",
  "ana@@example.com",
  "a na@example.com",
  "ana@example..com",
  "mail me at ana@example.com",
  `${"a".repeat(250)}@example.com`,
  "a@".repeat(2_000),
])("%j is no email address", (text) => expect(parseEmail(text)).toBeNull());
