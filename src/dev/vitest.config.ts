import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// Tests stand beside the code: x.test.ts is pure and fast, x.db.test.ts has a database of its own.
export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  resolve: { alias: { "@": fileURLToPath(new URL("..", import.meta.url)) } },
  test: {
    maxWorkers: "100%",
    // Conditions are waited for, not slept for, and laws are held over hundreds of flows: a busy machine may take its time.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    expect: { poll: { timeout: 4_000 } },
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["src/**/*.test.{ts,tsx}"], exclude: ["src/**/*.{db,soak}.test.ts"] },
      },
      {
        extends: true,
        test: {
          name: "db",
          include: ["src/**/*.db.test.ts"],
          globalSetup: ["src/dev/test-db.ts"],
          setupFiles: ["src/dev/test-environment.ts"],
        },
      },
      {
        extends: true,
        test: {
          // Each keeps the whole machine busy for a minute: one at a time, when the others are done.
          name: "soak",
          include: ["src/**/*.soak.test.ts"],
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
          globalSetup: ["src/dev/test-db.ts"],
          setupFiles: ["src/dev/test-environment.ts"],
        },
      },
    ],
  },
});
