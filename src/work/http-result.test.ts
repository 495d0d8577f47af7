import { expect, test } from "vitest";
import type { HttpOutcome } from "@/platform/http";
import { resultOf, retrySecondsOf } from "./http-result";

const answered = (status: number, text = "", contentType: string | null = null): HttpOutcome => ({
  kind: "answered",
  status,
  contentType,
  body: Buffer.from(text, "latin1"),
});

test.each([
  [answered(200, '{"a":[1]}', "text/html"), { status: 200, body: { a: [1] }, error: null }],
  [answered(204), { status: 204, body: "", error: null }],
  [answered(201, "ma\xF1ana", "text/plain; charset=ISO-8859-1"), { status: 201, body: "mañana", error: null }],
  [answered(200, "plain", "text/plain; charset=klingon"), { status: 200, body: "plain", error: null }],
  [answered(302, "moved"), { status: 302, body: "moved", error: "status" }],
  [answered(422, '{"why":"no"}'), { status: 422, body: { why: "no" }, error: "status" }],
  [{ kind: "timed-out" }, { status: null, body: null, error: "timeout" }],
  [
    { kind: "not-sent", why: "ECONNREFUSED" },
    { status: null, body: null, error: "unreachable" },
  ],
  [
    { kind: "broken", why: "ECONNRESET" },
    { status: null, body: null, error: "unreachable" },
  ],
  [{ kind: "too-large" }, { status: null, body: null, error: "too-large" }],
  [
    { kind: "refused", what: "address", why: "" },
    { status: null, body: null, error: "refused-address" },
  ],
  [
    { kind: "refused", what: "request", why: "" },
    { status: null, body: null, error: "refused-request" },
  ],
] as const)("%o is told as %o", (outcome: HttpOutcome, result) => {
  expect(resultOf(outcome)).toEqual(result);
});

test("names that would reach behind an object do not come in", () => {
  expect(resultOf(answered(200, '{"__proto__":{"a":1},"b":2}')).body).toEqual({ b: 2 });
});

test("a secret that is quoted is taken out in all its spellings, a short one only makes noise", () => {
  const text = '{"raw":"a secret/of \\"mine\\"","url":"a%20secret%2Fof%20%22mine%22","n":"12"}';
  const { body } = resultOf(answered(200, text), ['a secret/of "mine"', "12"]);
  expect(body).toEqual({ raw: "***", url: "***", n: "12" });
});

test("a secret is taken out however the answer spells its letters", () => {
  const text = String.raw`{"a":["is k\/ey\u002Dof\u0020acme"],"k\/ey-of acme":1}`;
  expect(resultOf(answered(200, text), ["k/ey-of acme"]).body).toEqual({ a: ["is ***"], "***": 1 });
  expect(resultOf(answered(200, "<p>a&lt;b&quot;cdefgh</p>"), ['a<b"cdefgh']).body).toBe("<p>***</p>");
});

test("a call is made again as often as it may, four times later each time", () => {
  const busy = answered(503);
  expect([1, 2, 3, 4].map((attempts) => retrySecondsOf({ retries: 3 }, attempts, busy))).toEqual([1, 4, 16, null]);
  expect(retrySecondsOf({ retries: 0 }, 1, busy)).toBeNull();
});

test.each([
  [answered(429), true],
  [answered(500), true],
  [{ kind: "timed-out" }, true],
  [{ kind: "not-sent", why: "" }, true],
  [{ kind: "broken", why: "" }, true],
  [answered(200), false],
  [answered(404), false],
  [{ kind: "too-large" }, false],
  [{ kind: "refused", what: "address", why: "" }, false],
] as const)("whether %o is worth another try: %s", (outcome: HttpOutcome, isWorth) => {
  expect(retrySecondsOf({ retries: 1 }, 1, outcome) !== null).toBe(isWorth);
});
