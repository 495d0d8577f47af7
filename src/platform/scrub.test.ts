import { expect, test } from "vitest";
import { scrub } from "./scrub";

const thrownBy = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return (error as Error).message;
  }
  return "";
};

test.each([
  [thrownBy(() => JSON.parse("hola amiga")), "hola"],
  ['invalid input syntax for type integer: "hola amiga"', "hola"],
  ["Failed to parse URL from https://ana:pw@shop.example/key/s3cret?token=abc", "s3cret"],
  ["connect ECONNREFUSED postgresql://recado:hunter2@db.example:5432/recado", "hunter2"],
  ["Recipient 491701234567 is not in the allowed list", "491701234567"],
  ["to +34600123456", "34600123456"],
])("%s is logged without what it quotes", (message, quoted) => {
  expect(message).toContain(quoted);
  expect(scrub(message)).not.toContain(quoted);
});

test.each([
  "The lease of conversation 0199f0a1-0000-7000-8000-00000000000a was lost",
  'relation "lanes" does not exist',
  "connect ECONNREFUSED 127.0.0.1:5432",
  "Error 2388093",
])("%s stays as it is", (message) => expect(scrub(message)).toBe(message));

test("the last four digits and the host stay", () => {
  expect(scrub("491701234567 at https://shop.example/a")).toBe("…4567 at https://shop.example/…");
});
