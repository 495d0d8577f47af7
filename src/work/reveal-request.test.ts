import { expect, test } from "vitest";
import type { HttpRequest } from "@/flow/http-call";
import { markOf } from "@/flow/secret-mark";
import { revealRequest, secretsWanted } from "./reveal-request";

const SECRETS = new Map([["key", 'a "b"/c\r\nx: 1']]);
const KEY = markOf("key");

const request = (given: Partial<HttpRequest>): HttpRequest => ({
  method: "POST",
  url: "https://crm.example/",
  headers: {},
  body: null,
  timeoutSeconds: 15,
  retries: 0,
  ...given,
});
const reveal = (given: Partial<HttpRequest>) => revealRequest({ id: "s:1:0", request: request(given) }, SECRETS);

test("the secrets that a request wants are named once, wherever they stand", () => {
  const wanting = request({
    url: `https://crm.example/${KEY}`,
    headers: { a: KEY, b: markOf("b-2") },
    body: markOf("c"),
  });
  expect(secretsWanted(wanting)).toEqual(["key", "b-2", "c"]);
  expect(secretsWanted(request({ body: "{{ secrets.key }}" }))).toEqual([]);
});

test("in an address a secret is percent-encoded", () => {
  expect(reveal({ url: `https://crm.example/?k=${KEY}&l=1` }).url).toBe(
    "https://crm.example/?k=a%20%22b%22%2Fc%0D%0Ax%3A%201&l=1",
  );
});

test("in a header it stands as it is, without line breaks, and the header is confidential", () => {
  const { headers, confidential } = reveal({ headers: { "X-Api-Key": `Key ${KEY}`, "X-Plain": "1" } });
  expect(headers).toMatchObject({ "X-Api-Key": 'Key a "b"/c x: 1', "X-Plain": "1" });
  expect(confidential).toEqual(["x-api-key"]);
});

test.each([
  ["application/json", `{"k":"${KEY}"}`, '{"k":"a \\"b\\"/c\\r\\nx: 1"}'],
  ["application/problem+json; charset=utf-8", `["${KEY}"]`, '["a \\"b\\"/c\\r\\nx: 1"]'],
  ["application/x-www-form-urlencoded", `k=${KEY}`, "k=a%20%22b%22%2Fc%0D%0Ax%3A%201"],
  ["text/plain", `k ${KEY}`, 'k a "b"/c\r\nx: 1'],
])("in a body of %s it is written so that it says what it says", (type, body, sent) => {
  expect(reveal({ headers: { "Content-Type": type }, body })).toMatchObject({ body: sent, isBodyConfidential: true });
});

test("the key of a repeat is the call's id, unless the flow has one of its own", () => {
  expect(reveal({}).headers).toEqual({ "idempotency-key": "s:1:0" });
  expect(reveal({ headers: { "Idempotency-Key": "order 7" } }).headers).toEqual({ "Idempotency-Key": "order 7" });
});
