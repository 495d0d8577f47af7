import { expect, test } from "vitest";
import { readEnv } from "./env";

const complete = {
  DATABASE_URL: "postgresql://127.0.0.1/recado",
  APP_URL: "https://recado.example",
  AUTH_SECRET: "secret",
  ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString("base64")}`,
  PUSHER_APP_ID: "1",
  PUSHER_KEY: "key",
  PUSHER_SECRET: "secret",
  PUSHER_CLUSTER: "eu",
};

test("a complete environment is read with its defaults", () => {
  const read = readEnv(complete);
  expect(read.ok && read.env.PORT).toBe(3000);
  expect(read.ok && read.env.META_GRAPH_URL).toBe("https://graph.facebook.com");
});

test("everything that is missing is said at once", () => {
  const read = readEnv({ PUSHER_KEY: "key" });
  expect(read).toEqual({
    ok: false,
    problems: [
      "DATABASE_URL: missing",
      "APP_URL: missing",
      "AUTH_SECRET: missing",
      "ENCRYPTION_KEYS: missing",
      "PUSHER_APP_ID: missing",
      "PUSHER_SECRET: missing",
      "PUSHER_CLUSTER or PUSHER_HOST: missing",
    ],
  });
});

test("a wrong value is named without being repeated", () => {
  const read = readEnv({ ...complete, ENCRYPTION_KEYS: "k1:hunter2" });
  expect(read.ok).toBe(false);
  expect(JSON.stringify(read)).toContain("ENCRYPTION_KEYS");
  expect(JSON.stringify(read)).not.toContain("hunter2");
});

test("an empty variable counts as not set", () => {
  const read = readEnv({ ...complete, PORT: "", METRICS_TOKEN: "" });
  expect(read.ok && [read.env.PORT, read.env.METRICS_TOKEN]).toEqual([3000, undefined]);
});

test("hosts that may be private are read one by one, and what is none is refused", () => {
  const read = readEnv({ ...complete, HTTP_ALLOW_HOSTS: "127.0.0.1:8080, Intranet.example,[::1]:3000," });
  expect(read.ok && read.env.HTTP_ALLOW_HOSTS).toEqual(["127.0.0.1:8080", "intranet.example", "[::1]:3000"]);
  expect(readEnv({ ...complete, HTTP_ALLOW_HOSTS: "http://intranet.example" }).ok).toBe(false);
});

test("headers for the collector of traces are read as OpenTelemetry writes them, and never repeated", () => {
  const read = readEnv({ ...complete, OTEL_EXPORTER_OTLP_HEADERS: "x-api-key=a%20key, x-team = ops," });
  expect(read.ok && read.env.OTEL_EXPORTER_OTLP_HEADERS).toEqual({ "x-api-key": "a key", "x-team": "ops" });
  const wrong = readEnv({ ...complete, OTEL_EXPORTER_OTLP_HEADERS: "hunter2" });
  expect(wrong.ok).toBe(false);
  expect(JSON.stringify(wrong)).not.toContain("hunter2");
});
