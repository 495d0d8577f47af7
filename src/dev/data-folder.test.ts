import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { withFileLock } from "./file-lock.mjs";
import { keptKeys } from "./keys.mjs";
import { claimRun, currentRun } from "./run-file.mjs";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "recado-data-"));
});
afterEach(() => rm(dir, { recursive: true }));

const GONE = 2 ** 22 + 1; // above the highest process id there is

describe("keys", () => {
  test("are made once, also when several ask at the same time", async () => {
    const [keys, ...others] = await Promise.all([keptKeys(dir), keptKeys(dir), keptKeys(dir)]);
    expect(others).toEqual([keys, keys]);
    expect(await keptKeys(dir)).toEqual(keys);
  });

  test("are for nobody else on this machine to read", async () => {
    await keptKeys(dir);
    expect((await stat(path.join(dir, "keys.json"))).mode & 0o777).toBe(0o600);
  });

  test("that are kept stay when a new kind of key is added", async () => {
    await writeFile(path.join(dir, "keys.json"), '{"ENCRYPTION_KEYS":"k1:old"}');
    expect(await keptKeys(dir)).toMatchObject({ ENCRYPTION_KEYS: "k1:old", AUTH_SECRET: expect.any(String) as string });
    expect(await readFile(path.join(dir, "keys.json"), "utf8")).toContain("k1:old");
  });
});

describe("the note of what runs", () => {
  test("refuses a second run in words that say where the first is", async () => {
    const run = await claimRun(dir);
    await run.note({ environment: { APP_URL: "http://127.0.0.1:3000" } });
    await expect(claimRun(dir)).rejects.toThrow("already runs in this folder at http://127.0.0.1:3000");
    await run.release();
    await (await claimRun(dir)).release();
  });

  test("of a process that was killed counts for nothing", async () => {
    await writeFile(path.join(dir, "run.json"), JSON.stringify({ pid: GONE, environment: {} }));
    expect(await currentRun(dir)).toBeUndefined();
    await (await claimRun(dir)).release();
  });
});

describe("the lock", () => {
  test("lets one in at a time", async () => {
    let inside = 0;
    const most = await Promise.all(
      [1, 2, 3].map(() =>
        withFileLock(path.join(dir, "lock"), async () => {
          inside += 1;
          const seen = inside;
          await readFile(path.join(dir, "lock"));
          inside -= 1;
          return seen;
        }),
      ),
    );
    expect(most).toEqual([1, 1, 1]);
  });

  test("of a process that was killed is taken over", async () => {
    await writeFile(path.join(dir, "lock"), String(GONE));
    expect(await withFileLock(path.join(dir, "lock"), () => Promise.resolve("in"))).toBe("in");
  });
});
