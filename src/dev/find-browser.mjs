import { spawnSync } from "node:child_process";
import { chromium } from "@playwright/test";
import { runTool } from "./run-tool.mjs";

const SYSTEM = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/**
 * A browser for the tests: Playwright's own, else the system's.
 * @returns {string | undefined}
 */
export function findBrowser() {
  return [chromium.executablePath(), ...SYSTEM].find(starts);
}

/**
 * Installs one where there is none.
 * @returns {Promise<boolean>} whether there is one now
 */
export async function ensureBrowser() {
  if (findBrowser()) return true;
  console.log("Installing a browser …");
  await runTool("@playwright/test", ["install", "chromium"], { bin: "playwright" });
  // Playwright's own may lack libraries of the system; a packaged one brings them.
  if (!findBrowser() && process.getuid?.() === 0) spawnSync("apt-get", ["install", "-y", "chromium"]);
  return findBrowser() !== undefined;
}

/** @param {string} program */
const starts = (program) => spawnSync(program, ["--version"], { windowsHide: true }).status === 0;
