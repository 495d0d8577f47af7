import { expect, test } from "vitest";
import { restSeconds } from "./business-usage";

const used = (...uses: object[]) => JSON.stringify({ "102290129340398": uses });
const some = {
  type: "whatsapp",
  call_count: 28,
  total_cputime: 25,
  total_time: 25,
  estimated_time_to_regain_access: 0,
};

test("while there is room nothing rests", () => {
  expect(restSeconds(null)).toBe(0);
  expect(restSeconds(used(some))).toBe(0);
});

test("what Meta says it takes is waited for, the longest of several, an hour at most", () => {
  expect(restSeconds(used(some, { ...some, call_count: 100, estimated_time_to_regain_access: 19 }))).toBe(19 * 60);
  expect(restSeconds(used({ ...some, estimated_time_to_regain_access: 600 }))).toBe(3600);
});

test("full without a time rests for a minute", () => {
  expect(restSeconds(used({ ...some, total_time: 103 }))).toBe(60);
});

test.each(["", "{", "[]", '{"1":{}}', '{"1":[null,{"call_count":"x"}]}'])("%j says nothing", (header) => {
  expect(restSeconds(header)).toBe(0);
});
