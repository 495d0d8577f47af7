import { afterEach, beforeEach, expect, test } from "vitest";
import { freePort } from "../free-port.mjs";
import { APP } from "../pusher/test-app";
import { startRig, type Rig } from "../pusher/test-rig";
import { command } from "./command";

let rig: Rig;
beforeEach(async () => void (rig = await startRig()));
afterEach(() => rig.stop());

/** The exit code and what was printed, against the embedded server but for what is given. */
async function run(given: Record<string, string> = {}) {
  const lines: string[] = [];
  const code = await command(
    {
      ...{ PUSHER_APP_ID: APP.appId, PUSHER_KEY: APP.key, PUSHER_SECRET: APP.secret },
      ...{ PUSHER_HOST: "127.0.0.1", PUSHER_PORT: String(rig.server.port), PUSHER_TLS: "0" },
      ...given,
    },
    (line) => lines.push(line),
  );
  return { code, lines, failed: lines.find((line) => line.startsWith("✗")) };
}

test("on a server that does all, each step passes and says how long it took", async () => {
  const { code, lines } = await run();
  expect([code, lines.at(0), lines.at(-1)]).toEqual([0, `Pusher at 127.0.0.1:${rig.server.port}`, "All works."]);
  const steps = lines.slice(1, -1);
  expect(steps).toHaveLength(10);
  for (const line of steps) expect(line).toMatch(/^✓ .+ {2}\d+ ms$/);
  const sizes = rig.server.published().map(({ data }) => Buffer.byteLength(JSON.stringify(data)));
  expect(Math.max(...sizes)).toBeGreaterThan(10_230);
});

test("with nothing set it says what it needs", async () => {
  const lines: string[] = [];
  expect(await command({ PUSHER_PORT: "x" }, (line) => lines.push(line))).toBe(1);
  for (const name of ["APP_ID", "KEY", "SECRET", "CLUSTER or PUSHER_HOST", "PORT"]) {
    expect(lines.join("\n")).toContain(`  PUSHER_${name}: `);
  }
  expect(lines.join()).not.toContain("DATABASE_URL");
});

test("a wrong secret is named, and not repeated", async () => {
  const { code, lines, failed } = await run({ PUSHER_SECRET: "not-the-secret" });
  expect(code).toBe(1);
  expect(failed).toMatch(/the server side reaches the app .*401: Invalid signature/);
  expect(lines.at(-1)).toContain("PUSHER_SECRET is not the secret of this key");
  expect(lines.join()).not.toContain("not-the-secret");
});

test.each([
  ["port", async () => ({ PUSHER_PORT: String(await freePort()) }), "Nothing listens there"],
  ["key", () => ({ PUSHER_KEY: "another" }), "must be of one app"],
  ["app", () => ({ PUSHER_APP_ID: "2" }), "must be of one app"],
  ["TLS", () => ({ PUSHER_TLS: "1" }), "PUSHER_TLS=0"],
])("a wrong %s is told with what to do", async (_, given, advice) => {
  const { code, lines, failed } = await run(await given());
  expect(code).toBe(1);
  expect(failed).toContain("the server side reaches the app");
  expect(lines.at(-1)).toContain(advice);
});

test.each([
  [4001, "must be of one app"],
  [4004, "over its quota"],
])("browsers turned away with %d are told with what to do", async (refusal, advice) => {
  rig.server.refuseWith(refusal);
  const { code, lines, failed } = await run();
  expect(code).toBe(1);
  expect(failed).toMatch(new RegExp(`two browsers connect .*${refusal}`));
  expect(lines.at(-1)).toContain(advice);
});
