import { expect, test } from "vitest";
import { byteRange } from "./byte-range";

const part = (first: number, last: number) => ({ kind: "part", first, last });

test.each([
  ["bytes=0-0", part(0, 0)],
  ["bytes=0-", part(0, 99)],
  ["bytes=90-", part(90, 99)],
  ["bytes=10-19", part(10, 19)],
  ["bytes=99-500", part(99, 99)],
  ["bytes=-10", part(90, 99)],
  ["bytes=-500", part(0, 99)],
  ["Bytes = 1 - 2", part(1, 2)],
  ["bytes=100-", { kind: "beyond" }],
  ["bytes=100-200", { kind: "beyond" }],
  ["bytes=-0", { kind: "beyond" }],
  ["bytes=20-10", { kind: "whole" }],
  ["bytes=0-1,5-6", { kind: "whole" }],
  ["bytes=-", { kind: "whole" }],
  ["bytes=a-b", { kind: "whole" }],
  ["items=0-1", { kind: "whole" }],
  ["bytes=0-99999999999999999999", { kind: "whole" }],
  [null, { kind: "whole" }],
])("of 100 bytes, %j asks for %j", (header, expected) => expect(byteRange(header, 100)).toEqual(expected));

test("nothing has no part", () => expect(byteRange("bytes=0-", 0)).toEqual({ kind: "beyond" }));
