import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import phoneNumbers from "../samples/mgmt-get-phone-numbers-multiple-phone-numbers.json";
import { debugToken, markRead, readPhoneNumber, sendMessage } from "./graph";

interface Received {
  readonly method: string | undefined;
  readonly url: URL;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

const json =
  (body: unknown, status = 200): Answer =>
  (response) =>
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));

const answers: Answer[] = [];
const received: Received[] = [];
let meta: Server;

beforeAll(async () => {
  meta = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString();
      received.push({
        method: request.method,
        url: new URL(request.url ?? "", "http://meta"),
        authorization: request.headers.authorization,
        body: text === "" ? null : (JSON.parse(text) as unknown),
      });
      answers.shift()?.(response, request);
    });
  });
  await new Promise<void>((done) => meta.listen(0, "127.0.0.1", done));
  const { port } = meta.address() as AddressInfo;
  Object.assign(process.env, {
    DATABASE_URL: "postgresql://127.0.0.1/none",
    APP_URL: "http://127.0.0.1",
    AUTH_SECRET: "secret",
    ENCRYPTION_KEYS: `k1:${Buffer.alloc(32).toString("base64")}`,
    PUSHER_APP_ID: "1",
    PUSHER_KEY: "key",
    PUSHER_SECRET: "secret",
    PUSHER_HOST: "127.0.0.1",
    META_GRAPH_URL: `http://127.0.0.1:${port}/`,
    META_GRAPH_VERSION: "v26.0",
  });
});

afterAll(() => {
  meta.closeAllConnections();
  meta.close();
});

/** What the client makes of these answers, and what it asked. */
async function asking<T>(work: () => Promise<T>, ...planned: Answer[]): Promise<{ outcome: T; asked: Received[] }> {
  answers.splice(0, answers.length, ...planned);
  received.length = 0;
  return { outcome: await work(), asked: [...received] };
}

const connection = { phoneNumberId: "106", accessToken: "EAAtoken" };
const body = { messaging_product: "whatsapp", to: "+16505551234", type: "text", text: { body: "Hi" } };
const accepted = json({ messaging_product: "whatsapp", messages: [{ id: "wamid.1" }] });
const send = (timeoutMs = 5000) => sendMessage({ connection, body, timeoutMs });

describe("a message", () => {
  test("is posted with the connection's token to its number, and accepted under an id", async () => {
    const { outcome, asked } = await asking(send, accepted);
    expect(outcome).toEqual({ kind: "accepted", waMessageId: "wamid.1", restSeconds: 0 });
    expect(asked).toEqual([
      { method: "POST", url: new URL("http://meta/v26.0/106/messages"), authorization: "Bearer EAAtoken", body },
    ]);
  });

  test("goes with a proof of the app, if its secret is known", async () => {
    const withSecret = { ...connection, appSecret: "key", accessToken: "The quick brown fox jumps over the lazy dog" };
    const { asked } = await asking(() => sendMessage({ connection: withSecret, body }), accepted);
    expect(asked[0]?.url.searchParams.get("appsecret_proof")).toBe(
      "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8",
    );
  });

  test("is accepted with the rest that Meta asks for beside its answer", async () => {
    const usage = JSON.stringify({ "1": [{ call_count: 100, estimated_time_to_regain_access: 2 }] });
    const { outcome } = await asking(send, (response, request) => {
      response.setHeader("x-business-use-case-usage", usage);
      accepted(response, request);
    });
    expect(outcome).toMatchObject({ kind: "accepted", restSeconds: 120 });
  });

  test.each([400, 401, 429, 500, 503, 200])(
    "that Meta refuses with an error object and HTTP %i is refused",
    async (status) => {
      const error = { message: "(#131056) pair rate limit hit", code: 131056 };
      const { outcome } = await asking(send, json({ error }, status));
      expect(outcome).toMatchObject({
        kind: "refused",
        error: { code: 131056, title: "pair rate limit hit", httpStatus: status },
      });
    },
  );

  test("is refused without the token that Meta's error quotes", async () => {
    const { outcome } = await asking(
      send,
      json({ error: { message: "Malformed access token EAAtoken", code: 190 } }, 401),
    );
    expect(JSON.stringify(outcome)).not.toContain("EAAtoken");
    expect(outcome).toMatchObject({ error: { title: "Malformed access token ***" } });
  });

  const ambiguous: [string, Answer][] = [
    ["500 and a page", (response) => response.writeHead(500).end("<html>Sorry</html>")],
    ["502 and nothing", (response) => response.writeHead(502).end()],
    ["403 and no JSON", (response) => response.writeHead(403).end("bad json")],
    ["200 and no JSON", (response) => response.end("ok")],
    ["200 and a list", json([])],
    ["200 and no message", json({ messaging_product: "whatsapp" })],
    ["200 and a message without an id", json({ messages: [{}] })],
    ["400 and an error without a code", json({ error: { message: "no" } }, 400)],
    ["another address", (response) => response.writeHead(307, { location: "/elsewhere" }).end()],
    ["a cut", (_, request) => request.socket.destroy()],
    [
      "half an answer",
      (response, request) => {
        response.writeHead(200, { "content-length": "100" });
        response.write('{"messages":[', () => request.socket.destroy());
      },
    ],
  ];
  test.each(ambiguous)("that is answered with %s may have been sent", async (_, answer) => {
    const { outcome, asked } = await asking(send, answer);
    expect(outcome).toEqual({ kind: "unknown", why: expect.any(String) as string });
    expect(asked).toHaveLength(1);
  });

  test("that is not answered in time may have been sent", async () => {
    const { outcome } = await asking(
      () => send(100),
      () => undefined,
    );
    expect(outcome).toEqual({ kind: "unknown", why: "TimeoutError" });
  });

  test("whose answer does not end in time may have been sent", async () => {
    const { outcome } = await asking(
      () => send(100),
      (response) => response.writeHead(200).write("{"),
    );
    expect(outcome).toEqual({ kind: "unknown", why: "TimeoutError" });
  });

  test("goes over a connection that stands already", async () => {
    const ports: (number | undefined)[] = [];
    const noting: Answer = (response, request) => {
      ports.push(request.socket.remotePort);
      accepted(response, request);
    };
    for (let count = 0; count < 20; count++) await asking(send, noting);
    expect(ports).toHaveLength(20);
    expect(new Set(ports).size).toBeLessThan(10);
  });
});

describe("a customer's message", () => {
  test("is marked as read, with or without a sign of typing", async () => {
    const mark = { connection, waMessageId: "wamid.in", typing: true };
    const { outcome, asked } = await asking(() => markRead(mark), json({ success: true }));
    const read = { messaging_product: "whatsapp", status: "read", message_id: "wamid.in" };
    expect(outcome).toEqual({ kind: "done" });
    expect(asked[0]?.body).toEqual({ ...read, typing_indicator: { type: "text" } });
    const quiet = await asking(() => markRead({ ...mark, typing: false }), json({ success: true }));
    expect(quiet.asked[0]?.body).toEqual(read);
  });
});

describe("a phone number", () => {
  const { body: page } = phoneNumbers.response;
  const look = (phoneNumberId: string) => () =>
    readPhoneNumber({ accessToken: "EAAtoken", phoneNumberId, businessAccountId: "201" });

  test("is found under its business account", async () => {
    const { outcome, asked } = await asking(look("1913623884432103"), json(page));
    expect(outcome).toEqual({
      kind: "found",
      number: {
        id: "1913623884432103",
        displayPhoneNumber: "+1 631-555-5556",
        verifiedName: "Jasper's Ice Cream",
        quality: "UNKNOWN",
        messagesPerSecond: 80,
      },
    });
    expect(asked[0]?.method).toBe("GET");
    expect(asked[0]?.url.pathname).toBe("/v26.0/201/phone_numbers");
  });

  test.each([
    [{ throughput: { level: "STANDARD" } }, 80],
    [{ throughput: { level: "HIGH" } }, 1000],
    [{ throughput: { level: "HIGH" }, is_on_biz_app: true }, 20],
  ])("with %j lets so many messages a second through", async (number, messagesPerSecond) => {
    const { outcome } = await asking(look("5"), json({ data: [{ id: "5", ...number }] }));
    expect(outcome).toMatchObject({ number: { messagesPerSecond } });
  });

  test("is looked for on every page, at the same host whatever the page says", async () => {
    const next = { cursors: { after: "abc" }, next: "https://evil.example/steal" };
    const { outcome, asked } = await asking(
      look("5"),
      json({ data: [{ id: "4" }], paging: next }),
      json({ data: [{ id: "5" }] }),
    );
    expect(outcome).toMatchObject({ kind: "found", number: { id: "5" } });
    expect(asked.map(({ url }) => url.searchParams.get("after"))).toEqual([null, "abc"]);
  });

  test("of another account is not found, also if pages have no end", async () => {
    expect((await asking(look("7"), json(page))).outcome).toEqual({ kind: "not-found" });
    const endless = Array.from({ length: 60 }, () =>
      json({ data: [], paging: { cursors: { after: "a" }, next: "x" } }),
    );
    const { outcome, asked } = await asking(look("7"), ...endless);
    expect(outcome).toEqual({ kind: "not-found" });
    expect(asked).toHaveLength(50);
  });

  test("that the token may not see is refused", async () => {
    const { outcome } = await asking(
      look("7"),
      json({ error: { message: "(#100) Unsupported get request", code: 100 } }, 400),
    );
    expect(outcome).toMatchObject({ kind: "refused", error: { code: 100 } });
  });
});

describe("a token", () => {
  test("says whose app it is and when it ends", async () => {
    const data = { app_id: "55", is_valid: true, expires_at: 1_900_000_000, scopes: ["whatsapp_business_messaging"] };
    const { outcome, asked } = await asking(() => debugToken({ accessToken: "EAAtoken" }), json({ data }));
    expect(outcome).toEqual({
      kind: "read",
      token: {
        isValid: true,
        appId: "55",
        expiresAt: new Date(1_900_000_000_000),
        scopes: ["whatsapp_business_messaging"],
      },
    });
    expect(asked[0]?.url.searchParams.get("input_token")).toBe("EAAtoken");
  });

  test("that never ends has no end", async () => {
    const { outcome } = await asking(
      () => debugToken({ accessToken: "EAAtoken" }),
      json({ data: { is_valid: true, expires_at: 0 } }),
    );
    expect(outcome).toMatchObject({ token: { expiresAt: null, scopes: [] } });
  });
});

// Last: nobody listens afterwards. The client may still hold connections of which it does not know yet that they are gone.
test("a message that finds nobody listening was not sent", async () => {
  meta.closeAllConnections();
  await new Promise((done) => meta.close(done));
  await expect.poll(() => send()).toEqual({ kind: "not-sent", why: "ECONNREFUSED" });
});
