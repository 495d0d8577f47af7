import fc from "fast-check";
import { expect, test } from "vitest";
import { advance } from "../../engine/advance";
import { compile } from "../../engine/graph";
import { ENV } from "../../golden/facts";
import { flowOf } from "../../golden/flow-of";
import { play, type Turn } from "../../golden/play";
import type { HttpRequest } from "../../http-call";
import { lint } from "../../lint";
import { markOf, secretsIn } from "../../secret-mark";
import type { Json } from "../../session";
import { apiNode } from "./node";

const ORDERS = "https://api.acme.test/orders";
const ANY = ["trigger", { keyword: "go", match: "default" }] as const;
const ASK = ["options", { text: "Sure?", options: ["Yes", "No"] }] as const;

/** What the customer says first is the value of `input`. */
const flow = (data: Record<string, unknown>, edges: readonly string[] = []) =>
  flowOf(
    {
      t: ANY,
      a: ["api", { url: ORDERS, ...data }],
      ok: ["message", { text: "ok {{ apiResult }} {{ apiResultStatus }}" }],
      bad: ["message", { text: "failed {{ apiResult.error }} {{ apiResult.status }}" }],
      l: ["assign", { key: "list", value: '["a\\"",2]', as: "json" }],
      q: ASK,
    },
    ["t > l", "l > a", "a > ok", ...edges],
  );
const call = (data: Record<string, unknown>, ...turns: Turn[]) =>
  play({ definition: flow(data, ["a:error > bad"]), script: [{ says: "go" }, ...turns] });
const requestFor = (data: Record<string, unknown>, says = "go"): HttpRequest | undefined => {
  const { moves } = play({ definition: flow(data), script: [{ says }] });
  const effect = moves[0]?.effects.find(({ kind }) => kind === "call-http");
  return effect?.kind === "call-http" ? effect.request : undefined;
};
const findings = (data: Record<string, unknown>) =>
  apiNode.check?.(apiNode.data.parse({ url: ORDERS, ...data })).map(({ code }) => code);
const errors = (data: Record<string, unknown>) =>
  apiNode
    .check?.(apiNode.data.parse({ url: ORDERS, ...data }))
    .filter(({ severity }) => severity === "error")
    .map(({ code }) => code);

test("the session pauses until the answer of its own call", () => {
  const { session, moves } = call({});
  expect(moves[0]?.effects).toMatchObject([{ kind: "call-http", id: "s0:1:0", nodeId: "a" }]);
  expect(session).toMatchObject({ status: "Paused", currentNodeId: "a", waiting: { for: "call", callId: "s0:1:0" } });
  if (!session) throw new Error("no session");
  const graph = compile(flow({}));
  const result = { status: 200, body: null, error: null };
  const other = advance(graph, session, { kind: "effect-result", id: "e9", effectId: "s0:0:0", result }, ENV);
  expect(other).toEqual({ session, effects: [], trace: [] });
  const own = advance(graph, session, { kind: "effect-result", id: "e9", effectId: "s0:1:0", result }, ENV);
  expect(own.session.status).toBe("Completed");
});

test("a call has its method, time-out and retries, or GET, 15 seconds and none", () => {
  const given = { method: " put ", timeoutSeconds: 30, retries: 3, body: "" };
  expect(requestFor(given)).toMatchObject({ method: "PUT", url: ORDERS, timeoutSeconds: 30, retries: 3, body: null });
  expect(requestFor({})).toMatchObject({ method: "GET", url: ORDERS, timeoutSeconds: 15, retries: 0, body: null });
});

test.each([
  [{ timeoutSeconds: 0.5 }, { timeoutSeconds: 31 }, { timeoutSeconds: "9" }],
  [{ retries: -1 }, { retries: 4 }, { retries: 1.5 }],
  [{ method: "TRACE" }, { headers: ["a"] }, { assignTo: "a.__proto__" }],
])("what no call can have is refused by the schema: %j %j %j", (...each) => {
  expect(each.filter((data) => apiNode.data.safeParse(data).success)).toEqual([]);
});

test("2xx: parsed JSON or text is in assignTo, its status beside it, and the plain way is taken", () => {
  const json = call({}, { answers: { status: 201, body: { id: 7 } } });
  expect(json.session?.context).toMatchObject({ apiResult: { id: 7 }, apiResultStatus: 201 });
  expect(json.lines.at(-2)).toBe('bot: ok {"id":7} 201');
  const text = call({ assignTo: "order.answer" }, { answers: { status: 299, body: "done" } });
  expect(text.session?.context["order"]).toEqual({ answer: "done", answerStatus: 299 });
});

test.each<[string, Turn, object]>([
  ["another status", { answers: { status: 404 } }, { error: "status", status: 404 }],
  ["a redirect that leads nowhere", { answers: { status: 302 } }, { error: "status", status: 302 }],
  ["a time-out", { answers: { error: "timeout" } }, { error: "timeout", status: null }],
  ["a refused address", { answers: { error: "refused-address" } }, { error: "refused-address", status: null }],
  [
    "an answer of 2xx that could not be read",
    { answers: { status: 200, error: "too-large" } },
    { error: "too-large", status: 200 },
  ],
])("%s takes the error way, with what went wrong in assignTo", (_, turn, result) => {
  const { lines, session } = call({}, turn);
  expect(lines.at(-2)).toMatch(/^bot: failed/);
  expect(session?.context).toMatchObject({
    apiResult: result,
    apiResultStatus: "status" in result ? result.status : null,
  });
});

test("without an edge at the error way the plain way is taken", () => {
  const { lines, session } = play({
    definition: flow({}),
    script: [{ says: "go" }, { answers: { status: 500 } }],
  });
  expect(session?.context["apiResult"]).toEqual({ error: "status", status: 500 });
  expect(lines.at(-2)).toBe('bot: ok {"error":"status","status":500} 500');
});

test("a message meanwhile is remembered, and the call is still waited for", () => {
  const { lines, session } = call({}, { says: "well?" });
  expect(lines.slice(-2)).toEqual(["customer: well?", "(waits-for-something-else)"]);
  expect(session).toMatchObject({ status: "Paused", waiting: { callId: "s0:1:0" }, context: { input: "well?" } });
});

test("an answer larger than a context ends the session Errored", () => {
  const { session } = call({}, { answers: { status: 200, body: "x".repeat(70_000) } });
  expect(session).toMatchObject({ status: "Errored", endReason: "context-too-large" });
});

test("Idempotency-Key is the effect's id, unless the flow has one of its own", () => {
  expect(requestFor({})?.headers).toEqual({ "Idempotency-Key": "s0:1:0" });
  expect(requestFor({ headers: { "idempotency-key": "order-{{ input }}" } })?.headers).toEqual({
    "idempotency-key": "order-go",
  });
  expect(requestFor({ headers: { "Idempotency-Key": "{{ nobody }}" } })?.headers).toEqual({
    "Idempotency-Key": "s0:1:0",
  });
});

test("only what may arrive twice is tried again: GET, HEAD, PUT, DELETE, or POST with a key of its own", () => {
  const retries = (data: object) => requestFor({ retries: 2, ...data })?.retries;
  expect(["GET", "HEAD", "PUT", "DELETE"].map((method) => retries({ method }))).toEqual([2, 2, 2, 2]);
  expect(["POST", "PATCH"].map((method) => retries({ method }))).toEqual([0, 0]);
  const headers = { "Idempotency-Key": "{{ input }}" };
  expect(["POST", "PATCH"].map((method) => retries({ method, headers }))).toEqual([2, 0]);
  expect(findings({ method: "POST", retries: 1 })).toEqual(["no-retries"]);
  expect(findings({ method: "POST", retries: 1, headers })).toEqual([]);
});

const HOSTILE = `"}, "admin": true, "a/../b?c=d&e": {"\r\nX-Admin: 1`;

test("a URL's values are percent-encoded", () => {
  const { url } = requestFor({ url: "https://api.acme.test/u/{{ input }}?q={{ input }}" }, HOSTILE) ?? {};
  const encoded = encodeURIComponent(HOSTILE);
  expect(url).toBe(`https://api.acme.test/u/${encoded}?q=${encoded}`);
});

test("a header's values keep to their line", () => {
  expect(requestFor({ headers: { "X-Said": "<{{ input }}>\r\n", "X-Count": 5 } }, HOSTILE)?.headers).toMatchObject({
    "X-Said": `<${HOSTILE.replace("\r\n", " ")}>`,
    "X-Count": "5",
  });
});

test("a header that turns out to be empty is left out", () => {
  const headers = { "X-A": "{{ nobody }}", "Content-Type": " ", "X-B": null };
  expect(requestFor({ method: "POST", headers, body: "{}" })?.headers).toEqual({
    "Content-Type": "application/json",
    "Idempotency-Key": "s0:1:0",
  });
});

test("a JSON body's values are escaped, and it says that it is JSON", () => {
  const { body, headers } = requestFor({ method: "POST", body: '{"said": "{{ input }}"}' }, HOSTILE) ?? {};
  expect(JSON.parse(body ?? "")).toEqual({ said: HOSTILE });
  expect(headers).toMatchObject({ "Content-Type": "application/json" });
});

test("a text of a JSON body stays a text, also when it is nothing but a number", () => {
  expect(requestFor({ method: "POST", body: '{"n": "{{ messageCount }}"}' })?.body).toBe('{"n": "1"}');
});

test("an imported body that is an object is written as JSON", () => {
  expect(requestFor({ method: "POST", body: { a: "{{ input }}", b: [1, null] } }, '"')?.body).toBe(
    '{"a":"\\"","b":[1,null]}',
  );
});

test("lists and objects stand bare in a JSON body", () => {
  expect(requestFor({ method: "PATCH", body: '{"items": {{ list }}}' })?.body).toBe('{"items": ["a\\"",2]}');
});

test("a form's values are percent-encoded, and its own content type is kept", () => {
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const { body, headers } = requestFor({ method: "POST", headers: form, body: "a={{ input }}&b=1" }, "x&b=2") ?? {};
  expect(body).toBe("a=x%26b%3D2&b=1");
  expect(headers).toEqual({ ...form, "Idempotency-Key": "s0:1:0" });
});

test("GET and HEAD have no body", () => {
  expect(requestFor({ body: '{"a": 1}' })).toMatchObject({ body: null, headers: { "Idempotency-Key": "s0:1:0" } });
  expect(findings({ method: "HEAD", body: "x" })).toEqual(["no-body"]);
});

test.each<[string, Record<string, unknown>, string]>([
  ["body-not-json", { method: "POST", body: '{"n": {{ input }}}' }, "five"],
  ["body-too-large", { method: "POST", body: `[${'"{{ input }}",'.repeat(101)}1]` }, "x"],
  ["bad-url", { url: "https://api.acme.test/{{ input }}/x" }, ".."],
  ["bad-url", { url: "{{ input }}" }, "https://evil.test/"],
  ["bad-header", { headers: { "X-A": "{% for i in (1..500) %}{{ input }}{% endfor %}" } }, "0123456789abcdefghij"],
])("nothing is called but the error way taken at once: %s", (error, data, says) => {
  const { moves, session } = play({ definition: flow(data, ["a:error > q"]), script: [{ says }] });
  expect(moves[0]?.effects.map(({ kind }) => kind)).toEqual(["send", "schedule"]);
  expect(session).toMatchObject({
    currentNodeId: "q",
    context: { apiResult: { error, status: null }, apiResultStatus: null },
  });
  const { moves: plain } = play({ definition: flow(data), script: [{ says }] });
  expect(plain[0]?.trace.find(({ nodeId }) => nodeId === "a")).toMatchObject({ way: null, why: `failed: ${error}` });
});

test("secrets are marks in every part, no text of the customer is one, and no session or trace holds more", () => {
  const secret = "{{ secrets.shop-key }}";
  const says = `${markOf("other")}{{ secrets.other }}`;
  const parts = {
    headers: { Authorization: `Bearer ${secret}`, "X-Said": "{{ input }}" },
    body: `{"k": "${secret}", "s": "{{ input }}"}`,
  };
  const data = { method: "POST", url: `https://api.acme.test/{{ input }}?key=${secret}`, ...parts };
  const { moves } = play({ definition: flow(data), script: [{ says }] });
  const [effect] = moves[0]?.effects ?? [];
  if (effect?.kind !== "call-http") throw new Error("no call");
  const { url, headers, body } = effect.request;
  for (const text of [url, headers["Authorization"] ?? "", body ?? ""]) expect(secretsIn(text)).toEqual(["shop-key"]);
  expect(secretsIn(JSON.stringify(effect))).toHaveLength(3);
  expect(headers["X-Said"]).toBe("\uFFFDother\uFFFD{{ secrets.other }}");
  expect(JSON.stringify([moves[0]?.trace])).not.toMatch(/\uE000/);
  expect(moves[0]?.trace.at(-1)?.reads).toContain("secrets.shop-key");
});

test("only a call may read secrets", () => {
  const definition = flowOf({ t: ["trigger", { keyword: "go" }], m: ["message", { text: "[{{ secrets.key }}]" }] }, [
    "t > m",
  ]);
  expect(play({ definition, script: [{ says: "go" }] }).lines[1]).toBe("bot: []");
});

test.each(["input", "contact.name", "secrets", "a..b", ""])("an answer is not stored as %j", (assignTo) => {
  expect(call({ assignTo }).session).toMatchObject({ status: "Errored", endReason: "cannot-assign" });
});

test("whatever an answer was, the next call is made of it or takes the error way", () => {
  const next = {
    method: "POST",
    url: "https://api.acme.test/{{ x }}?q={{ x.a }}",
    headers: { "X-X": "{{ x }}", "X-Y": "{{ y }}" },
    assignTo: "z",
  };
  const bodies = ['{ "{{ y }}": "{{ x }}", "b": ["{{ x[0] }}"] }', '{ "a": {{ x }}, "b": "{{ x }}{{ y }}" }'];
  const anything = fc.oneof(fc.jsonValue(), fc.string({ unit: "binary" }));
  fc.assert(
    fc.property(anything, fc.string({ unit: "binary" }), fc.constantFrom(...bodies), (body, says, written) => {
      const nodes = {
        t: ANY,
        a: ["api", { url: ORDERS, assignTo: "x" }],
        y: ["assign", { key: "y", value: "{{ input }}" }],
      } as const;
      const definition = flowOf({ ...nodes, b: ["api", { ...next, body: written }] }, ["t > a", "a > y", "y > b"]);
      const { moves, session } = play({ definition, script: [{ says }, { answers: { body: body as Json } }] });
      const [effect] = moves[1]?.effects ?? [];
      if (effect?.kind !== "call-http") {
        expect(session).toMatchObject({ status: "Completed", context: { zStatus: null } });
        return;
      }
      const { url, headers } = effect.request;
      expect([new URL(url).hostname, new URL(url).hash]).toEqual(["api.acme.test", ""]);
      expect(Object.keys(headers).length).toBeLessThanOrEqual(4);
      expect(typeof JSON.parse(effect.request.body ?? "")).toBe("object");
      expect(JSON.stringify(effect)).not.toMatch(/[\uE000-\uE003]/);
    }),
    { numRuns: 50 },
  );
});

test("the linter knows what a call sets", () => {
  const read = lint(flow({ assignTo: "order" }, ["a:error > bad"])).filter(({ code }) => code === "unset-variable");
  expect(read.map(({ nodeId }) => nodeId).sort()).toEqual(["bad", "bad", "ok", "ok"]);
  expect(lint(flow({}, ["a:error > bad"])).filter(({ code }) => code === "unset-variable")).toEqual([]);
});

test("what cannot be published is named", () => {
  expect(findings({ url: "https://api.acme.test/{{ id }}", body: "" })).toEqual([]);
  expect(errors({ url: "" })).toEqual(["bad-url"]);
  expect(errors({ url: "https://{{ host }}/" })).toEqual(["bad-url"]);
  expect(errors({ url: "https://me:key@api.acme.test/" })).toEqual(["bad-url"]);
  expect(errors({ url: "http://169.254.169.254/latest" })).toEqual([]);
  expect(errors({ url: "https://api.acme.test/{{ id" })).toEqual(["bad-template"]);
  expect(errors({ headers: { "X Y": "a" } })).toEqual(["bad-header"]);
  expect(errors({ headers: { "X-Y": "{{ a" } })).toEqual(["bad-template"]);
  expect(errors({ method: "POST", body: '{"a": "{{ a"}' })).toEqual(["bad-template"]);
  expect(errors({ method: "POST", body: '{"a": {{ a | nope }}}' })).toEqual(["bad-template"]);
  expect(errors({ method: "POST", body: "hello" })).toEqual(["body-not-json"]);
  expect(errors({ method: "POST", body: "hello", headers: { "Content-Type": "text/plain" } })).toEqual([]);
  expect(errors({ method: "POST", body: `[${'"{{ a }}",'.repeat(101)}1]` })).toEqual(["body-too-large"]);
  expect(errors({ assignTo: "input" })).toEqual(["reserved-name"]);
  expect(errors({ assignTo: "" })).toEqual(["bad-variable"]);
});
