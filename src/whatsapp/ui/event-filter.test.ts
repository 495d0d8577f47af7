import { expect, test } from "vitest";
import { filterQuery, readFilter } from "./event-filter";

const read = (query: string) => readFilter(new URLSearchParams(query));
const BEFORE = "0199f0a1-0000-7000-8000-00000000000a";

test("what an address says is what its filter writes", () => {
  const filter = { state: "failed", kind: "status", before: BEFORE } as const;
  expect(read(filterQuery(filter))).toEqual(filter);
  expect(filterQuery(read(""))).toBe("?");
});

test("nonsense in the address is as if it were not there", () => {
  expect(read("state=lost&before=1%27--&kind=")).toEqual({});
});
