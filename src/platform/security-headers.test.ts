import { expect, test } from "vitest";
import { securityHeaders } from "./security-headers";

const settings: Parameters<typeof securityHeaders>[1] = {
  APP_URL: "http://127.0.0.1:3000",
  PUSHER_HOST: "127.0.0.1",
  PUSHER_PORT: 6001,
  PUSHER_TLS: false,
  PUSHER_CLUSTER: undefined,
  NODE_ENV: "production",
};
const policy = (changes: Partial<typeof settings> = {}) =>
  securityHeaders("n0nce", { ...settings, ...changes })["content-security-policy"];

test("scripts need the nonce of the answer they came with", () => {
  expect(policy()).toContain("script-src 'self' 'nonce-n0nce' 'strict-dynamic';");
  expect(policy({ NODE_ENV: "development" })).toContain("'unsafe-eval'");
});

test("a page may talk to its own server and to its Pusher only", () => {
  expect(policy()).toContain("connect-src 'self' ws://127.0.0.1:6001;");
  expect(policy({ PUSHER_TLS: true, PUSHER_PORT: undefined, PUSHER_HOST: "live.example.com" })).toContain(
    "connect-src 'self' wss://live.example.com;",
  );
  expect(policy({ PUSHER_HOST: undefined, PUSHER_CLUSTER: "eu" })).toContain(
    "connect-src 'self' wss://ws-eu.pusher.com https://sockjs-eu.pusher.com;",
  );
});

test("nobody may frame a page", () => {
  expect(policy()).toContain("frame-ancestors 'none'");
});

test("browsers are told to insist on https where there is https", () => {
  expect(securityHeaders("n", settings)).not.toHaveProperty("strict-transport-security");
  expect(securityHeaders("n", { ...settings, APP_URL: "https://recado.example" })).toHaveProperty(
    "strict-transport-security",
  );
});
