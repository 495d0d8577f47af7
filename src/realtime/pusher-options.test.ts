import { expect, test } from "vitest";
import { browserOptions, serverOptions } from "./pusher-options";

const app = { appId: "1", key: "key", secret: "hush" };
const auth = {
  channelAuthorization: { endpoint: "/api/realtime/auth", transport: "ajax" },
  userAuthentication: { endpoint: "/api/realtime/user-auth", transport: "ajax" },
};

test("hosted Pusher is spoken to over TLS", () => {
  const settings = { ...app, cluster: "eu" };
  expect(serverOptions(settings)).toEqual({ ...app, cluster: "eu", useTLS: true, timeout: 3000 });
  expect(browserOptions(settings)).toEqual({ key: "key", options: { cluster: "eu", ...auth } });
});

test("a server of our own is found by host and port", () => {
  const settings = { ...app, host: "127.0.0.1", port: 6001, tls: false };
  expect(serverOptions(settings)).toEqual({ ...app, host: "127.0.0.1", port: "6001", useTLS: false, timeout: 3000 });
  expect(browserOptions(settings).options).toEqual({
    cluster: "",
    wsHost: "127.0.0.1",
    wsPort: 6001,
    wssPort: 6001,
    forceTLS: false,
    enabledTransports: ["ws"],
    ...auth,
  });
});

test("a host without a port has the usual one, and TLS unless it is said not to", () => {
  expect(serverOptions({ ...app, host: "push.example" })).toMatchObject({ port: "443", useTLS: true });
  expect(browserOptions({ ...app, host: "push.example", tls: false }).options).toMatchObject({
    wsPort: 80,
    forceTLS: false,
  });
});

test("a host wins over a cluster", () => {
  expect(serverOptions({ ...app, host: "push.example", cluster: "mt1" })).not.toHaveProperty("cluster");
});

test("the browser learns no secret and nothing that cannot be handed over as data", () => {
  for (const settings of [
    { ...app, cluster: "eu" },
    { ...app, host: "push.example" },
  ]) {
    const options = browserOptions(settings);
    expect(JSON.stringify(options)).not.toContain("hush");
    expect(JSON.parse(JSON.stringify(options))).toEqual(options);
  }
});

test.each([
  ["no place", app],
  ["an empty cluster", { ...app, cluster: "" }],
  ["a port without a host", { ...app, port: 6001 }],
  ["no key", { ...app, key: "", cluster: "eu" }],
  ["no secret", { ...app, secret: "", cluster: "eu" }],
  ["no app id", { ...app, appId: "", cluster: "eu" }],
])("%s is refused on both sides", (_, settings) => {
  expect(() => serverOptions(settings)).toThrow("Pusher");
  expect(() => browserOptions(settings)).toThrow("Pusher");
});
