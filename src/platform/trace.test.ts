import { createRequire } from "node:module";
import { expect, test, vi } from "vitest";

test("without an endpoint nothing of OpenTelemetry is loaded, and work is done at once", async () => {
  for (const name of ["DATABASE_URL", "AUTH_SECRET", "PUSHER_APP_ID", "PUSHER_KEY", "PUSHER_SECRET", "PUSHER_HOST"])
    vi.stubEnv(name, "x");
  vi.stubEnv("APP_URL", "http://127.0.0.1");
  vi.stubEnv("ENCRYPTION_KEYS", `test:${Buffer.alloc(32, 7).toString("base64")}`);
  const { traced, traceparent, flushTraces } = await import("./trace");
  let isDone = false;
  const done = traced({ name: "work" }, () => Promise.resolve((isDone = true)));
  expect(isDone).toBe(true);
  expect(await done).toBe(true);
  expect(traceparent()).toBeNull();
  await flushTraces();
  const loaded = Object.keys(createRequire(import.meta.url).cache);
  expect(loaded.length).toBeGreaterThan(0);
  expect(loaded.filter((file) => file.includes("@opentelemetry"))).toEqual([]);
});
