import { unstable_doesMiddlewareMatch as doesMatch } from "next/experimental/testing/server";
import { NextRequest } from "next/server";
import { encode } from "next-auth/jwt";
import { expect, test, vi } from "vitest";
import { newId } from "@/platform/id";
import { config, proxy } from "./proxy";

const AUTH_SECRET = "a secret";
for (const name of ["DATABASE_URL", "PUSHER_APP_ID", "PUSHER_KEY", "PUSHER_SECRET", "PUSHER_HOST"]) {
  vi.stubEnv(name, "x");
}
vi.stubEnv("APP_URL", "http://127.0.0.1:3000");
vi.stubEnv("AUTH_SECRET", AUTH_SECRET);
vi.stubEnv("ENCRYPTION_KEYS", `a:${Buffer.alloc(32).toString("base64")}`);

async function ask(path: string, token?: object) {
  const sealed = token && (await encode({ token: { ...token }, secret: AUTH_SECRET }));
  const headers = sealed ? { cookie: `next-auth.session-token=${sealed}` } : undefined;
  return proxy(new NextRequest(`http://127.0.0.1:3000${path}`, headers ? { headers } : {}));
}
const someone = { userId: newId(), sessionVersion: 1 };

test("strangers are sent to sign in, and back to where they wanted", async () => {
  const answer = await ask("/acme/events?kind=text");
  expect(answer.status).toBe(307);
  const to = new URL(answer.headers.get("location") ?? "");
  expect([to.pathname, to.searchParams.get("next")]).toEqual(["/sign-in", "/acme/events?kind=text"]);
});

test("a cookie that is not ours, or not about anybody, is a stranger's", async () => {
  expect((await ask("/acme", { userId: "x" })).status).toBe(307);
  const forged = new NextRequest("http://127.0.0.1:3000/acme", {
    headers: { cookie: "next-auth.session-token=x.y.z" },
  });
  expect((await proxy(forged)).status).toBe(307);
});

test("who is signed in passes, with a nonce of their own in the policy", async () => {
  const [one, two] = [await ask("/acme/inbox", someone), await ask("/acme/inbox", someone)];
  expect([one.status, one.headers.get("location")]).toEqual([200, null]);
  const policy = one.headers.get("content-security-policy");
  expect(policy).toMatch(/'nonce-[\w-]{36}'/);
  expect(policy).not.toBe(two.headers.get("content-security-policy"));
  expect(one.headers.get("x-middleware-request-content-security-policy")).toBe(policy);
});

test("everybody may see the sign-in page", async () => {
  expect((await ask("/sign-in")).status).toBe(200);
});

test.each([
  ["/", true],
  ["/sign-in", true],
  ["/acme/inbox", true],
  ["/webhooks-inc/inbox", true],
  ["/healthy", true],
  ["/api/trpc/organization.current", false],
  ["/api/webhooks/whatsapp/key", false],
  ["/webhook", false],
  ["/webhook/", false],
  ["/health", false],
  ["/_next/static/chunk.js", false],
  ["/icon.svg", false],
  ["/acme/inbox/a.b", true],
  ["/acme/icon.svg", true],
])("whether %s is a page: %s", (path, isPage) => {
  expect(doesMatch({ config, url: path })).toBe(isPage);
});
