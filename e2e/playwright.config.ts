import { defineConfig, devices } from "@playwright/test";
import { findBrowser } from "../src/dev/find-browser.mjs";

const url = process.env["E2E_URL"]; // set by stack.ts before the workers read this file
const browser = findBrowser();

export default defineConfig({
  testDir: ".",
  globalSetup: "./stack.ts",
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env["CI"] === "true",
  reporter: [["list"]],
  use: {
    ...(url && { baseURL: url }),
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(browser && { executablePath: browser }),
      args: [
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
        ...["--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run"],
        ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
      ],
    },
  },
  // What has a stack of its own to work on has a process of its own: the environment of one is read once.
  projects: [
    { name: "chromium", testIgnore: /(functions|processes).spec.ts/, use: { ...devices["Desktop Chrome"] } },
    { name: "functions", testMatch: "functions.spec.ts", use: { ...devices["Desktop Chrome"] } },
    // Keeps the whole machine busy: when the others are done.
    { name: "processes", testMatch: "processes.spec.ts", dependencies: ["chromium", "functions"] },
  ],
});
