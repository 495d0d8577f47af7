import type { IncomingMessage, RequestListener } from "node:http";
import net, { type AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { openWeb, type HeardRequest } from "@/dev/local-web";
import { callHttp, type HttpCall, type HttpOutcome } from "./http";
import type { Outside } from "./http-way";

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

/** A web server until the end of the test. */
async function serve(answer?: RequestListener) {
  const web = await openWeb(answer);
  closing.push(() => web.close());
  return web;
}

/** A server that speaks what it likes. */
async function speak(talk: (socket: net.Socket) => void) {
  const server = net.createServer((socket) => {
    socket.on("error", () => {});
    talk(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => server.close());
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { host, url: `http://${host}` };
}

const nowhere = () => Promise.reject(Object.assign(new Error("no such name"), { code: "ENOTFOUND" }));
const call = (url: string, given: Partial<HttpCall> = {}, outside: Partial<Outside> = {}): Promise<HttpOutcome> =>
  callHttp(
    { method: "GET", url, headers: {}, body: null, timeoutMs: 2_000, ...given },
    { resolve: nowhere, allowed: [], ...outside },
  );
const textOf = (outcome: HttpOutcome) =>
  outcome.kind === "answered" ? [outcome.status, Buffer.from(outcome.body).toString()] : outcome.kind;
const to =
  (location: string, status = 302): RequestListener =>
  (_, response) =>
    response.writeHead(status, { location }).end("moved");

test("an answer comes with its status, its type and its bytes, whatever the status", async () => {
  const { url, host, heard } = await serve((_, response) =>
    response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("niño"),
  );
  const headers = { "X-Key": "1", "Content-Type": "application/json" };
  const outcome = await call(`${url}/a?b=%20c`, { method: "POST", headers, body: '{"ñ":1}' }, { allowed: [host] });
  expect(outcome).toMatchObject({ kind: "answered", status: 404, contentType: "text/plain; charset=utf-8" });
  expect(textOf(outcome)).toEqual([404, "niño"]);
  expect(heard).toMatchObject([{ method: "POST", url: "/a?b=%20c", body: '{"ñ":1}' }]);
  expect(heard[0]!.headers).toMatchObject({ "x-key": "1", "content-length": "8", "accept-encoding": "identity" });
});

test.each([
  ...[
    "http://127.0.0.1",
    "http://2130706433",
    "http://0177.0.0.1",
    "http://0x7f.1",
    "http://127.1",
    "http://①②⑦.0.0.1",
  ],
  ...["http://[::1]", "http://[::ffff:127.0.0.1]", "http://[::ffff:7f00:1]", "http://169.254.169.254/latest/meta-data"],
  ...[
    "http://10.0.0.1",
    "http://100.64.0.1",
    "http://224.0.0.1",
    "http://0.0.0.0",
    "http://[fe80::1]",
    "http://[fc00::1]",
  ],
])("%s is refused", async (url) => {
  expect(await call(url)).toEqual({ kind: "refused", what: "address", why: "not a public address" });
});

test.each([
  "ftp://example.com",
  "file:///etc/passwd",
  "gopher://example.com",
  "example.com",
  "http://",
  "javascript:1",
])("%s is nothing to call", async (url) => expect(await call(url)).toMatchObject({ kind: "refused", what: "address" }));

test.each(["http://user@example.com", "http://user:pass@example.com", "http://:pass@example.com"])(
  "%s is refused for its credentials",
  async (url) => expect(await call(url)).toMatchObject({ kind: "refused", why: "credentials in the URL" }),
);

test("a name that leads inside is refused, and of several addresses only the public ones are tried", async () => {
  const inside = { address: "10.0.0.1", family: 4 };
  const resolve = () => Promise.resolve([inside, { address: "::ffff:127.0.0.1", family: 6 }]);
  expect(await call("http://intranet.example", {}, { resolve })).toMatchObject({ kind: "refused", what: "address" });
});

test("what the operator allowed is reached: a host on any port, or on one only", async () => {
  const { url, host, port } = await serve();
  const resolve = () => Promise.resolve([{ address: "127.0.0.1", family: 4 }]);
  const named = `http://intranet.example:${port}`;
  expect(textOf(await call(url, {}, { allowed: ["127.0.0.1"] }))).toEqual([200, "hello"]);
  expect(textOf(await call(named, {}, { resolve, allowed: ["intranet.example"] }))).toEqual([200, "hello"]);
  expect(textOf(await call(named, {}, { resolve, allowed: [`intranet.example:${port}`] }))).toEqual([200, "hello"]);
  expect(textOf(await call(named, {}, { resolve, allowed: ["intranet.example:1"] }))).toBe("refused");
  expect(textOf(await call(named, {}, { resolve, allowed: [host] }))).toBe("refused");
});

test("a name is asked for once, and its answer of then is what is connected to", async () => {
  const { port, heard } = await serve();
  let asked = 0;
  // The second answer would be let through too; whoever asks twice connects to what was not checked.
  const resolve = () => Promise.resolve([{ address: asked++ === 0 ? "127.0.0.1" : "127.0.0.2", family: 4 }]);
  const outcome = await call(`http://rebinds.example:${port}`, {}, { resolve, allowed: ["rebinds.example"] });
  expect([textOf(outcome), asked]).toEqual([[200, "hello"], 1]);
  expect(heard[0]!.headers.host).toBe(`rebinds.example:${port}`);
});

test("a name that leads inside by the second hop is refused there", async () => {
  const { port, heard } = await serve(to("http://rebinds.example/"));
  let asked = 0;
  const resolve = () => Promise.resolve([{ address: asked++ === 0 ? "127.0.0.1" : "10.0.0.1", family: 4 }]);
  const first = `rebinds.example:${port}`;
  expect(await call(`http://${first}`, {}, { resolve, allowed: [first] })).toMatchObject({ kind: "refused" });
  expect([asked, heard.length]).toEqual([2, 1]);
});

test.each(["http://127.0.0.1:1/", "http://169.254.169.254/", "http://[::1]/", "//10.0.0.1/", "file:///etc/passwd"])(
  "a redirect to %s is refused",
  async (inside) => {
    const { url, host } = await serve(to(inside));
    expect(await call(url, {}, { allowed: [host] })).toMatchObject({ kind: "refused", what: "address" });
  },
);

test("three redirects are followed; the fourth is the answer", async () => {
  const left = (request: IncomingMessage) => Number(request.url?.slice(1));
  const { url, host, heard } = await serve((request, response) =>
    left(request) === 0 ? response.end("there") : to(`/${left(request) - 1}`)(request, response),
  );
  expect(textOf(await call(`${url}/3`, {}, { allowed: [host] }))).toEqual([200, "there"]);
  expect(heard).toHaveLength(4);
  expect(textOf(await call(`${url}/4`, {}, { allowed: [host] }))).toEqual([302, "moved"]);
});

test("another origin gets neither credentials nor what is confidential; the same one gets everything", async () => {
  const elsewhere = await serve();
  const first = await serve((request, response) =>
    to(request.url === "/out" ? elsewhere.url : "/end", request.url === "/end" ? 200 : 307)(request, response),
  );
  const headers = { Authorization: "Bearer x", Cookie: "a=b", "X-Api-Key": "y", "X-Plain": "z" };
  const given = { method: "POST", headers, body: "{}", confidential: ["x-api-key"] };
  await call(`${first.url}/out`, given, { allowed: ["127.0.0.1"] });
  await call(`${first.url}/in`, given, { allowed: ["127.0.0.1"] });
  const carried = ({ method, body, headers: told }: HeardRequest) => [
    method,
    body,
    ...["authorization", "cookie", "x-api-key", "x-plain"].map((name) => told[name]),
  ];
  expect(elsewhere.heard.map(carried)).toEqual([["POST", "{}", undefined, undefined, undefined, "z"]]);
  expect(carried(first.heard[2]!)).toEqual(["POST", "{}", "Bearer x", "a=b", "y", "z"]);
});

test("a confidential body goes to no other origin, and to the same one it does", async () => {
  const elsewhere = await serve();
  const first = await serve((request, response) => {
    const status = request.url === "/seen" ? 303 : 307;
    to(request.url === "/in" ? "/end" : elsewhere.url, request.url === "/end" ? 200 : status)(request, response);
  });
  const post = (path: string) =>
    call(first.url + path, { method: "POST", body: "key", isBodyConfidential: true }, { allowed: ["127.0.0.1"] });
  expect(await post("/out")).toMatchObject({ kind: "answered", status: 307 });
  expect(elsewhere.heard).toEqual([]);
  expect(await post("/in")).toMatchObject({ kind: "answered", status: 200 });
  expect(first.heard.at(-1)).toMatchObject({ url: "/end", body: "key" });
  expect(await post("/seen")).toMatchObject({ kind: "answered", status: 200 });
  expect(elsewhere.heard).toMatchObject([{ method: "GET", body: "" }]);
});

test.each([
  { status: 301, method: "POST", then: "GET", body: "" },
  { status: 302, method: "POST", then: "GET", body: "" },
  { status: 303, method: "PUT", then: "GET", body: "" },
  { status: 301, method: "PUT", then: "PUT", body: "{}" },
  { status: 307, method: "POST", then: "POST", body: "{}" },
  { status: 308, method: "PATCH", then: "PATCH", body: "{}" },
])("after $status a $method goes on as a $then", async ({ status, method, then, body }) => {
  const { url, host, heard } = await serve((request, response) =>
    request.url === "/" ? to("/then", status)(request, response) : response.end(),
  );
  const headers = { "content-type": "application/json" };
  await call(url, { method, body: "{}", headers }, { allowed: [host] });
  expect(heard[1]).toMatchObject({ method: then, url: "/then", body });
  expect(heard[1]!.headers["content-type"]).toBe(body === "" ? undefined : "application/json");
});

test.each([
  ["a line break", { "x-name": "a\r\nx-evil: 1" }],
  ["a lone line feed", { "x-name": "a\nb" }],
  ["a line break in a name", { "x\r\nx-evil": "1" }],
  ["what no header can hold", { "x-name": "🎉" }],
])("a header with %s is refused before anything leaves", async (_, headers: Record<string, string>) => {
  const { url, host, heard } = await serve();
  expect(await call(url, { headers }, { allowed: [host] })).toMatchObject({ kind: "refused", what: "request" });
  expect(heard).toEqual([]);
});

test("what frames a request is not for others to say", async () => {
  const { url, host, heard } = await serve();
  const headers = {
    Host: "evil.example",
    "Content-Length": "1",
    "Transfer-Encoding": "chunked",
    "Accept-Encoding": "gzip",
  };
  await call(url, { method: "POST", headers, body: "four" }, { allowed: [host] });
  expect(heard[0]).toMatchObject({
    body: "four",
    headers: { host, "content-length": "4", "accept-encoding": "identity" },
  });
  expect(heard[0]!.headers["transfer-encoding"]).toBeUndefined();
});

test("nobody there: nothing left", async () => {
  const { url, host } = await speak(() => {});
  closing.splice(0).forEach((close) => close());
  expect(await call(url, {}, { allowed: [host] })).toEqual({ kind: "not-sent", why: "ECONNREFUSED" });
  expect(await call("http://nobody.example")).toEqual({ kind: "not-sent", why: "ENOTFOUND" });
  const never = () => new Promise<never>(() => {});
  expect(await call("http://slow.example", { timeoutMs: 30 }, { resolve: never })).toEqual({
    kind: "not-sent",
    why: "timeout",
  });
});

test("who is no partner for TLS got nothing", async () => {
  const { host } = await speak((socket) => socket.end("HTTP/1.1 200 OK\r\n\r\n"));
  expect(await call(`https://${host}`, {}, { allowed: [host] })).toMatchObject({ kind: "not-sent" });
});

test("who hears and never answers, or answers in drips, runs out of the time", async () => {
  const silent = await speak(() => {});
  expect(await call(silent.url, { timeoutMs: 60 }, { allowed: [silent.host] })).toEqual({ kind: "timed-out" });
  const dripping = await serve((_, response) => {
    const drip = setInterval(() => response.write("."), 5);
    response.once("close", () => clearInterval(drip));
  });
  expect(await call(dripping.url, { timeoutMs: 80 }, { allowed: [dripping.host] })).toEqual({ kind: "timed-out" });
});

test.each([
  ["hangs up", ""],
  ["hangs up in the middle", "HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nabc"],
  ["speaks no HTTP", "220 mail.example ESMTP\r\n"],
  ["changes the subject", "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n"],
  ["sends two lengths", "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nabc"],
])("who %s is broken", async (_, words) => {
  const { url, host } = await speak((socket) => socket.once("data", () => socket.end(words)));
  expect(await call(url, {}, { allowed: [host] })).toMatchObject({ kind: "broken" });
});

test("an endless answer is cut at 1 MiB, and a mebibyte is not", async () => {
  let written = 0;
  const endless = await serve((_, response) => {
    const more = () => {
      while (!response.destroyed && response.write("x".repeat(65_536))) written += 65_536;
    };
    response.on("drain", more);
    more();
  });
  expect(await call(endless.url, {}, { allowed: [endless.host] })).toEqual({ kind: "too-large" });
  expect(written).toBeLessThan(64 * 1024 * 1024);
  const full = await serve((_, response) => response.end(Buffer.alloc(1024 * 1024)));
  expect(await call(full.url, {}, { allowed: [full.host] })).toMatchObject({ kind: "answered", status: 200 });
});

test("a packed answer is not unpacked", async () => {
  const { url, host } = await serve((_, response) =>
    response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(50 * 1024 * 1024))),
  );
  expect(await call(url, {}, { allowed: [host] })).toEqual({ kind: "broken", why: "an encoded answer" });
});

test("the answer to HEAD has no body and ends all the same", async () => {
  const { url, host } = await serve((_, response) => response.writeHead(200, { "content-length": "5" }).end());
  expect(textOf(await call(url, { method: "HEAD" }, { allowed: [host] }))).toEqual([200, ""]);
});
