import { afterAll } from "vitest";
import { createTestDatabase } from "./database";

// Runs before each file of database tests: the file gets a database of its own, and an environment in which nothing
// reaches the outside. Set before the code under test is loaded, which reads it once.
const NOBODY = "9"; // the discard port: nothing listens there

const database = await createTestDatabase();
Object.assign(process.env, {
  DATABASE_URL: database.url,
  DIRECT_DATABASE_URL: database.url,
  APP_URL: "http://127.0.0.1:3000",
  AUTH_SECRET: "a secret of the tests, known to everybody",
  ENCRYPTION_KEYS: `test:${Buffer.alloc(32, 7).toString("base64")}`,
  PUSHER_APP_ID: "test",
  PUSHER_KEY: "test-key",
  PUSHER_SECRET: "test-secret",
  PUSHER_HOST: "127.0.0.1",
  PUSHER_PORT: NOBODY,
  PUSHER_TLS: "0",
  META_GRAPH_URL: `http://127.0.0.1:${NOBODY}`,
  LOG_LEVEL: process.env["LOG_LEVEL"] ?? "silent",
});

afterAll(async () => {
  const { closePool } = await import("@/platform/db/pool");
  await closePool();
  await database.drop();
});
