import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { createHub } from "../hub";
import { LIMITS } from "../limits";
import { createPublications } from "../publications";
import { sign } from "../signature";
import { APP } from "../test-app";
import { answerCall } from "./answer-call";
import { readCall } from "./call";

interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly body?: unknown;
  /** Changes the parameters after they were signed. */
  readonly forge?: Record<string, string>;
  /** Changes the parameters before they are signed. */
  readonly params?: Record<string, string>;
  /** Raw text around the query, which nobody signed. */
  readonly before?: string;
  readonly more?: string;
}

/** Asks the REST side as the SDK would, or with something wrong; returns its answer and what was published. */
function ask({ method = "POST", path = "/apps/1/events", body, forge = {}, params = {}, ...raw }: Asked) {
  const bytes = Buffer.from(body === undefined ? "" : JSON.stringify(body));
  const signed: Record<string, string> = {
    auth_key: APP.key,
    auth_timestamp: String(Math.floor(Date.now() / 1000)),
    auth_version: "1.0",
    ...(bytes.length > 0 && { body_md5: createHash("md5").update(bytes).digest("hex") }),
    ...params,
  };
  const text = Object.keys(signed)
    .sort()
    .map((name) => `${name}=${signed[name]}`)
    .join("&");
  const auth_signature = sign(APP.secret, `${method}\n${path}\n${text}`);
  const query = Object.entries({ ...signed, auth_signature, ...forge }).map(
    ([name, value]) => `${name}=${encodeURIComponent(value)}`,
  );
  const hub = createHub(APP);
  const publications = createPublications(hub);
  const url = `${path}?${raw.before ?? ""}${query.join("&")}${raw.more ?? ""}`;
  const answer = answerCall(hub, publications, readCall(method, url, bytes));
  return { ...answer, published: publications.published() };
}

const event = { name: "event", channels: ["room"], data: "{}" };
const seconds = (offset: number) => String(Math.floor(Date.now() / 1000) + offset);

test("a signed call is answered", () => {
  expect(ask({ body: event })).toMatchObject({
    status: 200,
    body: {},
    published: [{ channel: "room", event: "event" }],
  });
});

test.each([
  ["another key", { params: { auth_key: "other" } }],
  ["another version", { params: { auth_version: "2.0" } }],
  ["a wrong signature", { forge: { auth_signature: "0".repeat(64) } }],
  ["a parameter added after signing", { forge: { info: "subscription_count" } }],
  ["the hash of another body", { params: { body_md5: "0".repeat(32) } }],
  // These two are made long before they are used, where tests are many.
  ["an old timestamp", { params: { auth_timestamp: seconds(-LIMITS.clockSkewSeconds - 5) } }],
  ["a timestamp to come", { params: { auth_timestamp: seconds(LIMITS.clockSkewSeconds + 300) } }],
  ["no timestamp", { params: { auth_timestamp: "soon" } }],
])("a call with %s is not authenticated and publishes nothing", (_, wrong) => {
  expect(ask({ body: event, ...wrong })).toMatchObject({ status: 401, published: [] });
});

test("parameters are signed unescaped", () => {
  expect(ask({ method: "GET", path: "/apps/1/channels", params: { filter_by_prefix: "a b&c=é%" } }).status).toBe(200);
});

test("parameters are signed in the order of their names", () => {
  expect(ask({ method: "GET", path: "/apps/1/channels", params: { a: "2", "a-b": "1" } }).status).toBe(200);
});

test("the last second within the allowed skew is in time", () => {
  expect(ask({ body: event, params: { auth_timestamp: seconds(-LIMITS.clockSkewSeconds + 2) } }).status).toBe(200);
});

test("a parameter given twice is not authenticated: which of the two was signed is anybody's guess", () => {
  const path = "/apps/1/channels";
  expect(ask({ method: "GET", path, params: { info: "subscription_count" } }).status).toBe(200);
  expect(ask({ method: "GET", path, params: { info: "subscription_count" }, more: "&info=" }).status).toBe(401);
  expect(ask({ method: "GET", path, params: { info: "subscription_count" }, before: "info=x&" }).status).toBe(401);
});

test.each([
  ["an unknown app", "POST", "/apps/2/events"],
  ["an unknown route", "POST", "/apps/1/nope"],
  ["another method", "GET", "/apps/1/events"],
  ["no app", "GET", "/"],
])("%s is not found", (_, method, path) => {
  expect(ask({ method, path }).status).toBe(404);
});

test.each([
  ["no name", { ...event, name: undefined }],
  ["a long name", { ...event, name: "x".repeat(LIMITS.eventNameLength + 1) }],
  ["a reserved name", { ...event, name: "pusher:event" }],
  ["data that is no text", { ...event, data: {} }],
  ["no channel", { ...event, channels: [] }],
  [
    "too many channels",
    { ...event, channels: Array.from({ length: LIMITS.channelsPerEvent + 1 }, (_, n) => `room-${n}`) },
  ],
  ["a bad channel", { ...event, channels: ["a b"] }],
  ["a long channel", { ...event, channels: ["x".repeat(LIMITS.channelNameLength + 1)] }],
  ["a bad socket id", { ...event, socket_id: "1" }],
  ["a wish to know what there is not", { ...event, info: "user_count,secret" }],
  ["no object", 7],
])("an event with %s is malformed", (_, body) => {
  expect(ask({ body })).toMatchObject({ status: 400, published: [] });
});

test("the limits themselves are allowed", () => {
  const channels = Array.from({ length: LIMITS.channelsPerEvent }, (_, n) => `room-${n}`);
  expect(ask({ body: { ...event, name: "x".repeat(LIMITS.eventNameLength), channels } }).published).toHaveLength(100);
  expect(ask({ body: { ...event, channels: ["x".repeat(LIMITS.channelNameLength)] } }).status).toBe(200);
});

test("data is measured in bytes", () => {
  expect(ask({ body: { ...event, data: "x".repeat(LIMITS.eventBytes) } }).status).toBe(200);
  expect(ask({ body: { ...event, data: "é".repeat(LIMITS.eventBytes / 2 + 1) } })).toMatchObject({
    status: 413,
    published: [],
  });
});

test("a channel named twice hears once", () => {
  expect(ask({ body: { ...event, channels: ["room", "room"] } }).published).toHaveLength(1);
});

test("one channel may be named alone", () => {
  expect(ask({ body: { name: "event", channel: "room", data: "1" } }).published).toEqual([
    { channel: "room", event: "event", data: 1 },
  ]);
});

const batchOf = (events: readonly unknown[]) => ask({ path: "/apps/1/batch_events", body: { batch: events } });
const single = { name: "event", channel: "room", data: "{}" };

test("a batch of ten is published, one of eleven is not", () => {
  expect(batchOf(Array.from({ length: 10 }, () => single)).published).toHaveLength(10);
  expect(batchOf(Array.from({ length: 11 }, () => single))).toMatchObject({ status: 400, published: [] });
});

test("a batch with one bad event publishes none", () => {
  expect(batchOf([single, { ...single, data: "x".repeat(LIMITS.eventBytes + 1) }])).toMatchObject({
    status: 413,
    published: [],
  });
  expect(batchOf([single, { ...single, name: "pusher:event" }])).toMatchObject({ status: 400, published: [] });
});

test.each([
  ["/channels", { info: "user_count" }],
  ["/channels", { info: "secret" }],
  ["/channels/room", { info: "user_count" }],
  ["/channels/room/users", {}],
])("GET %s with %o is malformed", (path, params: Record<string, string>) => {
  expect(ask({ method: "GET", path: `/apps/1${path}`, params }).status).toBe(400);
});

test("terminating the connections of nobody is no fault", () => {
  expect(ask({ path: "/apps/1/users/nobody/terminate_connections", body: {} })).toMatchObject({
    status: 200,
    body: {},
  });
});

test("an empty channel is not occupied", () => {
  expect(ask({ method: "GET", path: "/apps/1/channels/room" })).toMatchObject({ body: { occupied: false } });
});
