import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Act } from "./graph-codes";
import { graphErrorIn, isMediaGone, verdictOf } from "./graph-error";

const codes: Readonly<Record<Act, readonly number[]>> = {
  retry: [1, 2, 131000, 131016, 131057, 133004, 133015, 134101],
  "slow-app": [4, 613],
  "slow-account": [80007],
  "slow-number": [130429],
  "slow-pair": [131056],
  later: [130472, 131042, 131048, 131049, 131053, 131059, 132015, 132016, 132068, 132069, 133008, 133009, 133016],
  "window-closed": [131047],
  refuse: [
    33, 100, 131008, 131009, 131020, 131021, 131026, 131030, 131050, 131051, 131052, 131055, 131062, 132000, 132001,
    132005, 132007, 132012, 132018, 133000, 133005, 133006, 135000, 136024, 136025, 137000, 138006, 147001, 147005,
    2388091, 2593107, 2593108, 2593109, 130501, 131060,
  ],
  register: [133010],
  "stop-connection": [0, 3, 10, 190, 200, 299, 368, 130497, 131005, 131031, 131037, 131045, 134011],
};
const rows = Object.entries(codes).flatMap(([act, list]) => list.map((code) => ({ act, code })));
const error = (code: number) => ({ code, isTransient: false, httpStatus: 400 });

function sample(name: string) {
  const file = readFileSync(new URL(`samples/${name}.json`, import.meta.url), "utf8");
  const { status = 400, body } = (JSON.parse(file) as { response: { status?: number; body: unknown } }).response;
  return graphErrorIn(body, status);
}

describe("what to do about an error", () => {
  test.each(rows)("$code means: $act", ({ act, code }) => {
    const verdict = verdictOf(error(code));
    expect(verdict.act).toBe(act);
    expect(verdict.plain).toMatch(/^[A-Z].*\.$/);
    expect(verdict.plain).not.toContain(String(code));
  });

  test.each([
    [131057, 60],
    [133015, 300],
    [134101, 600],
  ])("%i waits %i seconds at least", (code, seconds) => expect(verdictOf(error(code)).waitSeconds).toBe(seconds));

  test("of a code that nobody knows is to refuse, unless Meta says that it passes or comes too fast", () => {
    expect(verdictOf(error(424242))).toEqual({
      act: "refuse",
      plain: "Meta refused it with code 424242: look at the details.",
    });
    expect(verdictOf({ ...error(424242), isTransient: true }).act).toBe("retry");
    expect(verdictOf({ ...error(424242), httpStatus: 429 }).act).toBe("slow-app");
  });

  test("is not decided by the HTTP status: it varies for one code", () => {
    expect(verdictOf({ ...error(131047), httpStatus: 429 }).act).toBe("window-closed");
    expect(verdictOf({ ...error(190), httpStatus: 500 }).act).toBe("stop-connection");
  });
});

test.each([
  [true, { code: 131053, title: "Media upload error", details: null }],
  [true, { code: 100, title: "Invalid parameter", details: "The media ID is not valid" }],
  [true, { code: 131009, title: "Parameter value is not valid", details: "Media not found" }],
  [false, { code: 100, title: "Invalid parameter", details: "The text is too long" }],
  [false, { code: 131026, title: "Media undeliverable", details: null }],
])("it is %s that the file may be gone with %j", (isGone, error) => {
  expect(isMediaGone(error)).toBe(isGone);
});

describe("an error object", () => {
  test("is read with all it says", () => {
    expect(sample("error-130429-rate-limit")).toEqual({
      code: 130429,
      subcode: 2494055,
      title: "Rate limit hit",
      details: "Cloud API message throughput has been reached.",
      userMessage: null,
      isTransient: false,
      traceId: "Az8or2yhqkZfEZ-_4Qn_Bam",
      httpStatus: 400,
    });
    expect(sample("error-190-session-expired")).toMatchObject({ code: 190, subcode: 463, httpStatus: 401 });
    expect(sample("error-bindambc-requestcodeerror")?.userMessage).toBe("Tente novamente depois de um tempo.");
    expect(sample("error-courier-error-http-429")).toMatchObject({
      code: 613,
      title: "Calls to this api have exceeded the rate limit",
    });
  });

  test("is none where there is no code", () => {
    expect(graphErrorIn({ error: "no" }, 400)).toBeNull();
    expect(graphErrorIn({ error: { message: "no" } }, 400)).toBeNull();
    fc.assert(fc.property(fc.jsonValue(), (json) => graphErrorIn(json, 500) === null));
  });
});
