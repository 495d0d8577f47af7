import { expect, it } from "vitest";
import { createExchangeLog } from "./exchange-log";

it("keeps the newest 500, also when an older one ends later", () => {
  const changed: string[] = [];
  const log = createExchangeLog(({ id }) => changed.push(id));
  const ends = Array.from({ length: 501 }, (_, place) =>
    log.begin({ kind: "call", method: "GET", url: `/${place}`, request: undefined }),
  );
  expect(log.newest().map(({ url }) => url)).toEqual(Array.from({ length: 500 }, (_, place) => `/${place + 1}`));
  ends[0]?.({ status: 200 });
  ends[500]?.({ status: 503 });
  expect(log.newest().filter(({ end }) => end)).toMatchObject([{ url: "/500", end: { status: 503 } }]);
  expect(new Set(changed).size).toBe(501);
});
